-- delete role.
-- ARGV: 1 signal channel, 2 role
-- Returns: 1, or 0 when there was none
-- @include routing
verb('delete_role', {'allow-oom'}, function()
  if call('HDEL', ROLES, ARGV[2]) == 0 then return 0 end
  routing_changed()
  return 1
end)
