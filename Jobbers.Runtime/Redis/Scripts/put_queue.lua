-- put queue: creates or replaces a queue and its limits.
-- ARGV: 1 signal channel, 2 must be new (1 or 0), 3 name, 4... field, value, ...
-- Returns: 1, or 0 when it exists and had to be new
-- @include routing
verb('put_queue', {}, function()
  local key, name = P .. 'queue:' .. ARGV[3], ARGV[3]
  if ARGV[2] == '1' and call('EXISTS', key) == 1 then return 0 end
  call('DEL', key)
  call('HSET', key, 'name', name, unpack(ARGV, 4))
  call('ZADD', QUEUES, 0, name)
  call('ZREM', GRAVES, name)
  if call('HEXISTS', key, 'rate_numerator') == 0 then call('DEL', P .. 'rate:' .. name) end
  routing_changed()
  return 1
end)
