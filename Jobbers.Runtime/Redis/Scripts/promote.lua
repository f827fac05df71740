-- promote: queues due tasks at their place, the queues one after the other; one being deleted is left to its deletion, which tells whom it cancels.
-- ARGV: 1 signal channel, 2 limit (at most 500), 3... queues (at most 32)
-- Returns: {looked at, promoted, µs to the next due task (0 due now, -1 none), greatest lateness in µs, queues that had their turn: all, or
--          those up to the one at which the limit was reached}
-- @include changes
-- @include place
verb('promote', {'allow-oom'}, function()
  read_clock()
  hear_listeners()
  local limit, promoted, next_due, lateness = tonumber(ARGV[2]), 0, -1, 0

  local function promote(index, id, due)
    local key = P .. 'task:' .. id
    local h = call('HMGET', key, 'q', 'p', 'o', 'x')
    -- A server that evicts may have lost the task; the others are not to wait for it.
    if not h[1] then return call('ZREM', index, id) end
    call('HSET', key, 's', 's')
    call('ZREM', P .. 'scheduled:' .. h[1], id)
    put_in_place(id, h[1], h[2], h[3], h[4])
    note_change(id, h[1], 's')
    lateness = math.max(lateness, now - due)
    promoted = promoted + 1
  end

  local seen, served = 0, #ARGV - 2
  local function serve(index, turn)
    if seen < limit then
      local due = call('ZRANGEBYSCORE', index, '-inf', now_text, 'WITHSCORES', 'LIMIT', 0, limit - seen)
      for n = 1, #due, 2 do promote(index, due[n], tonumber(due[n + 1])) end
      seen = seen + #due / 2
      if seen == limit then served = turn end
    end
    local first = call('ZRANGE', index, 0, 0, 'WITHSCORES')
    if first[2] then
      local wait = math.max(first[2] - now, 0)
      next_due = next_due < 0 and wait or math.min(next_due, wait)
    end
  end

  for i = 3, #ARGV do
    if call('HGET', P .. 'queue:' .. ARGV[i], 'deleting') ~= '1' then serve(P .. 'scheduled:' .. ARGV[i], i - 2) end
  end
  write_changes()
  return {seen, promoted, next_due, lateness, served}
end)
