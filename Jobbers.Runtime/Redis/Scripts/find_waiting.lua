-- find waiting: submitted tasks of one queue whose submit lies in the bounds. Within a priority the place is in the order of submits, so the
-- first is found by halving. What a server that evicts has lost is taken away.
-- ARGV: 1 queue, 2 not before µs, 3 not after µs, 4 limit (at most 500)
-- Returns: {0, id, submitted, ...}, ascending within a priority; {1} when it took some away, at most 500, and is to be asked again
verb('find_waiting', {'allow-oom'}, function()
  local after, before, limit = tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
  local BAND = 562949953421312
  local reply, lost, MOST_LOST = {0}, 0, 500

  local function submitted(index, id)
    local t = call('HGET', P .. 'task:' .. id, 't')
    if t then return tonumber(t) end
    call('ZREM', index, id)
    lost = lost + 1
  end

  local function first_rank(index, from, to)
    while from < to and lost < MOST_LOST do
      local middle = math.floor((from + to) / 2)
      local t = submitted(index, call('ZRANGE', index, middle, middle)[1])
      if not t then to = to - 1 elseif t < after then from = middle + 1 else to = middle end
    end
    return from
  end

  local function collect(index, band)
    local low, high = string.format('%.0f', band * BAND), string.format('(%.0f', (band + 1) * BAND)
    local size = call('ZCOUNT', index, low, high)
    if size == 0 then return end
    local start = call('ZCOUNT', index, '-inf', '(' .. low)
    local rank = first_rank(index, start, start + size)
    local last = math.min(start + size, rank + limit) - 1
    if rank > last then return end
    for _, id in ipairs(call('ZRANGE', index, rank, last)) do
      if lost == MOST_LOST then return end
      local t = submitted(index, id)
      if t and t > before then return end
      if t then
        reply[#reply + 1] = id
        reply[#reply + 1] = string.format('%.0f', t)
      end
    end
  end

  for _, name in ipairs({'submitted:', 'suspect:'}) do
    local index = P .. name .. ARGV[1]
    if call('EXISTS', index) == 1 then
      for band = 0, 9 do collect(index, band) end
    end
  end
  if lost > 0 then return {1} end
  return reply
end)
