-- open: checks or writes the format of the store, and creates the default queue.
-- KEYS: 1 tag prefix, 2 routing version, 3 queues, 4 graves, 5 meta
-- ARGV: 1 signal channel, 2 format version, 3 partitions
-- Returns: {version, partitions, 1 when the store is new}
-- @include routing
verb('open', {'allow-oom'}, function()
  local stored = call('HMGET', KEYS[5], 'version', 'partitions')
  if stored[1] and (stored[1] ~= ARGV[2] or stored[2] ~= ARGV[3]) then return {stored[1], stored[2] or '', 0} end
  if not stored[1] then call('HSET', KEYS[5], 'version', ARGV[2], 'partitions', ARGV[3]) end
  if call('ZADD', KEYS[3], 'NX', 0, 'default') == 1 then
    call('HSET', P .. 'queue:default', 'name', 'default')
    call('ZREM', KEYS[4], 'default')
    routing_changed()
  end
  return {ARGV[2], ARGV[3], stored[1] and 0 or 1}
end)
