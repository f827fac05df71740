-- stall: ends started tasks of one queue that declare an interval or have beaten, are silent for long enough, and whose worker renewed the
-- claim after that. Their later outcome is rejected.
-- ARGV: 1 signal channel, 2 queue, 3 silence in µs, 4 position to look from, 5 limit (at most 500)
-- Returns: {looked at, id of one it stalled, ...}
-- @include changes
-- @include unique
-- @include history
verb('stall_silent', {'allow-oom'}, function()
  read_clock()
  hear_listeners()
  local queue, silence, stalled = ARGV[2], tonumber(ARGV[3]), {}
  local index = P .. 'started:' .. queue
  local held = call('ZRANGE', index, ARGV[4], ARGV[4] + ARGV[5] - 1, 'WITHSCORES')

  local function stall(id, h)
    local key, worker = P .. 'task:' .. id, P .. 'worker:' .. h[4]
    local message = string.format('no heartbeat for more than %.0f s', silence / 1000000)
    local number = record_attempt(id, h[7], h[5], h[2] or h[5], 'stalled', nil, h[4], 'Stalled\0' .. message .. '\0')
    call('HSET', key, 's', 'l', 'e', now_text, 'z', h[5], 'l', number, 'ex', '1', 'er', 'Stalled: ' .. message)
    call('ZREM', index, id)
    call('ZADD', P .. 'stalled:' .. queue, now_text, id)
    release_unique(id, h[6])
    if call('HGET', worker, 'suspect') == id .. ':' .. h[5] then call('HDEL', worker, 'suspect') end
    note_change(id, queue, 'l')
    stalled[#stalled + 1] = id
  end

  for i = 1, #held, 2 do
    local id, renewed = held[i], held[i + 1] - LEASE
    local h = call('HMGET', P .. 'task:' .. id, 'h', 'b', 'hi', 'w', 'k', 'j', 'l')
    -- Without a token the task is lost, and for rescue to take away.
    local silent_since = h[5] and math.max(tonumber(h[1] or 0), tonumber(h[2] or h[5]))
    if silent_since and (h[1] or h[3]) and silent_since + silence <= now and renewed >= silent_since + silence then stall(id, h) end
  end
  if #stalled > 0 then call('PUBLISH', ARGV[1], 'b') end
  write_changes()
  return {#held / 2, unpack(stalled)}
end)
