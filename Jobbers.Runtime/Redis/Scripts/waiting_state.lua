-- waiting state: where a submitted task's queue stands.
-- ARGV: 1 id
-- Returns: {ahead, started in the queue, µs until the rate window has room or -1}; nothing when the task is not submitted
verb('waiting_state', {'no-writes'}, function()
  read_clock()
  local h = call('HMGET', P .. 'task:' .. ARGV[1], 's', 'q')
  if h[1] ~= 's' then return {} end
  local queue = h[2]
  local ahead = call('ZRANK', P .. 'submitted:' .. queue, ARGV[1]) or call('ZRANK', P .. 'suspect:' .. queue, ARGV[1]) or 0
  local full_for = -1
  local c = call('HMGET', P .. 'queue:' .. queue, 'rate_numerator', 'rate_window')
  local key = P .. 'rate:' .. queue
  local last = c[1] and call('ZREVRANGE', key, 0, 0)[1]
  if last then
    local edge = string.format('%.0f', now - c[2])
    local base = call('ZREVRANGEBYSCORE', key, edge, '-inf', 'WITHSCORES', 'LIMIT', 0, 1)
    -- As in claims: the oldest that is left is the base when none lies before the window.
    if not base[1] then base = call('ZRANGE', key, 0, 0, 'WITHSCORES') end
    local from = string.format('%.0f', math.max(now - c[2], tonumber(base[2])))
    local first = call('ZRANGEBYSCORE', key, '(' .. from, '+inf', 'WITHSCORES', 'LIMIT', 0, 1)
    if first[2] and last - base[1] >= tonumber(c[1]) then full_for = math.max(first[2] + c[2] - now, 1) end
  end
  return {ahead, call('ZCARD', P .. 'started:' .. queue), full_for}
end)
