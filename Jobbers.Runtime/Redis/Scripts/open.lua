-- open: checks or writes the format of the store, and creates the default queue.
-- ARGV: 1 signal channel, 2 format version, 3 partitions
-- Returns: {version, partitions, 1 when the store is new}
-- @include routing
verb('open', {'allow-oom'}, function()
  local stored = call('HMGET', META, 'version', 'partitions')
  if stored[1] and (stored[1] ~= ARGV[2] or stored[2] ~= ARGV[3]) then return {stored[1], stored[2] or '', 0} end
  if not stored[1] then call('HSET', META, 'version', ARGV[2], 'partitions', ARGV[3]) end
  if call('ZADD', QUEUES, 'NX', 0, 'default') == 1 then
    call('HSET', P .. 'queue:default', 'name', 'default')
    call('ZREM', GRAVES, 'default')
    routing_changed()
  end
  return {ARGV[2], ARGV[3], stored[1] and 0 or 1}
end)
