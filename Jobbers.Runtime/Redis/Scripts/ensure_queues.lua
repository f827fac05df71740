-- ensure queues: creates those that are missing, without limits.
-- ARGV: 1 signal channel, 2... names (at most 500)
-- Returns: how many were created
-- @include routing
verb('ensure_queues', {'allow-oom'}, function()
  local created = 0
  for i = 2, #ARGV do
    local name = ARGV[i]
    if call('ZADD', QUEUES, 'NX', 0, name) == 1 then
      call('HSET', P .. 'queue:' .. name, 'name', name)
      call('ZREM', GRAVES, name)
      created = created + 1
    end
  end
  if created > 0 then routing_changed() end
  return created
end)
