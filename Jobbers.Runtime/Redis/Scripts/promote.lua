-- promote: queues due tasks at their place; in a queue being deleted they are cancelled instead.
-- KEYS: 1 tag prefix, 2 listeners, 3 changes, 4 queues
-- ARGV: 1 signal channel, 2 limit (at most 500), 3 position to go on from, 4... only these queues (at most 32); none for all
-- Returns: {promoted, µs to the next due task (0 due now, -1 none), greatest lateness in µs, next position or 0}
-- @include changes
-- @include place
-- @include unique
-- @include cancel_waiting
-- @include queue_window
verb('promote', {}, function()
  read_clock()
  hear_listeners()
  local limit, promoted, next_due, lateness = tonumber(ARGV[2]), 0, -1, 0

  local function promote(id, due)
    local key = P .. 'task:' .. id
    local h = call('HMGET', key, 'q', 'p', 'o', 'x', 'j')
    if call('HGET', P .. 'queue:' .. h[1], 'deleting') == '1' then
      cancel_waiting(id, h[1], 'd', h[5])
      return
    end
    call('HSET', key, 's', 's')
    call('ZREM', P .. 'scheduled:' .. h[1], id)
    put_in_place(id, h[1], h[2], h[3], h[4])
    note_change(id, h[1], 's')
    lateness = math.max(lateness, now - due)
    promoted = promoted + 1
  end

  local queues, next_position = queue_window(4, tonumber(ARGV[3]))
  local seen = 0
  for _, queue in ipairs(queues) do
    local index = P .. 'scheduled:' .. queue
    if seen < limit then
      local due = call('ZRANGEBYSCORE', index, '-inf', now_text, 'WITHSCORES', 'LIMIT', 0, limit - seen)
      for i = 1, #due, 2 do promote(due[i], tonumber(due[i + 1])) end
      seen = seen + #due / 2
    end
    local first = call('ZRANGE', index, 0, 0, 'WITHSCORES')
    if first[2] then
      local wait = math.max(first[2] - now, 0)
      next_due = next_due < 0 and wait or math.min(next_due, wait)
    end
  end
  write_changes()
  return {promoted, next_due, lateness, next_position}
end)
