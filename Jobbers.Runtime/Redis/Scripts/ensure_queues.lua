-- ensure queues: creates those that are missing, without limits.
-- KEYS: 1 tag prefix, 2 routing version, 3 queues, 4 graves
-- ARGV: 1 signal channel, 2... names (at most 500)
-- Returns: how many were created
-- @include routing
verb('ensure_queues', {'allow-oom'}, function()
  local created = 0
  for i = 2, #ARGV do
    local name = ARGV[i]
    if call('ZADD', KEYS[3], 'NX', 0, name) == 1 then
      call('HSET', P .. 'queue:' .. name, 'name', name)
      call('ZREM', KEYS[4], name)
      created = created + 1
    end
  end
  if created > 0 then routing_changed() end
  return created
end)
