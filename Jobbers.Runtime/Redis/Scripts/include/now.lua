-- The store's clock: microseconds since 1970, as a number and as text. Numbers are exact up to 2^53; text is what is concatenated.
local function read_clock()
  local clock = call('TIME')
  now = clock[1] * 1000000 + clock[2]
  now_text = string.format('%.0f', now)
end
