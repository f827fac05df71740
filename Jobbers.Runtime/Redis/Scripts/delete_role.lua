-- delete role.
-- KEYS: 1 tag prefix, 2 routing version, 3 roles
-- ARGV: 1 signal channel, 2 role
-- Returns: 1, or 0 when there was none
-- @include routing
verb('delete_role', {'allow-oom'}, function()
  if call('HDEL', KEYS[3], ARGV[2]) == 0 then return 0 end
  routing_changed()
  return 1
end)
