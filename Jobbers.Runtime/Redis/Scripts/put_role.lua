-- put role: creates or replaces a role; its queues must exist.
-- ARGV: 1 signal channel, 2 must be new (1 or 0), 3 name, 4... its queues, sorted
-- Returns: "1", "0" when it exists and had to be new, or "no " and the first queue that does not exist
-- @include routing
verb('put_role', {}, function()
  if ARGV[2] == '1' and call('HEXISTS', ROLES, ARGV[3]) == 1 then return '0' end
  for i = 4, #ARGV do
    if call('EXISTS', P .. 'queue:' .. ARGV[i]) == 0 then return 'no ' .. ARGV[i] end
  end
  call('HSET', ROLES, ARGV[3], table.concat(ARGV, ' ', 4))
  routing_changed()
  return '1'
end)
