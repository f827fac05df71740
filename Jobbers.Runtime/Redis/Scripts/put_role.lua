-- put role: creates or replaces a role; its queues must exist.
-- KEYS: 1 tag prefix, 2 routing version, 3 roles
-- ARGV: 1 signal channel, 2 must be new (1 or 0), 3 name, 4... its queues, sorted
-- Returns: "1", "0" when it exists and had to be new, or "no " and the first queue that does not exist
-- @include routing
if ARGV[2] == '1' and redis.call('HEXISTS', KEYS[3], ARGV[3]) == 1 then return '0' end
for i = 4, #ARGV do
  if redis.call('EXISTS', KEYS[1] .. 'queue:' .. ARGV[i]) == 0 then return 'no ' .. ARGV[i] end
end
redis.call('HSET', KEYS[3], ARGV[3], table.concat(ARGV, ' ', 4))
routing_changed()
return '1'
