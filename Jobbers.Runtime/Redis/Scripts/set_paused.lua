-- set paused: pauses or resumes a queue.
-- ARGV: 1 signal channel, 2 queue, 3 paused (1 or 0)
-- Returns: 1, or 0 when there is no such queue
-- @include routing
verb('set_paused', {'allow-oom'}, function()
  local key = P .. 'queue:' .. ARGV[2]
  if call('EXISTS', key) == 0 then return 0 end
  if ARGV[3] == '1' then call('HSET', key, 'paused', 1) else call('HDEL', key, 'paused') end
  routing_changed()
  return 1
end)
