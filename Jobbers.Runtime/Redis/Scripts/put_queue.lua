-- put queue: creates or replaces a queue and its limits.
-- KEYS: 1 tag prefix, 2 routing version, 3 queues, 4 graves
-- ARGV: 1 signal channel, 2 must be new (1 or 0), 3 name, 4... field, value, ...
-- Returns: 1, or 0 when it exists and had to be new
-- @include routing
local key, name = KEYS[1] .. 'queue:' .. ARGV[3], ARGV[3]
if ARGV[2] == '1' and redis.call('EXISTS', key) == 1 then return 0 end
redis.call('DEL', key)
redis.call('HSET', key, 'name', name, unpack(ARGV, 4))
redis.call('ZADD', KEYS[3], 0, name)
redis.call('ZREM', KEYS[4], name)
if redis.call('HEXISTS', key, 'rate_numerator') == 0 then redis.call('DEL', KEYS[1] .. 'rate:' .. name) end
routing_changed()
return 1
