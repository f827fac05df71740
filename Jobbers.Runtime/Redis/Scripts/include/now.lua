-- The store's clock: microseconds since 1970, as a number and as text. Numbers are exact up to 2^53; text is what is concatenated.
-- By the number of digits of the microseconds, what is missing to six.
local ZEROS = {'00000', '0000', '000', '00', '0', ''}

local function read_clock()
  local clock = call('TIME')
  now_text = clock[1] .. ZEROS[#clock[2]] .. clock[2]
  now = tonumber(now_text)
end
