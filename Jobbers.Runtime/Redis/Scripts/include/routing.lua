-- Says that queues, roles or limits changed: a new version, and both hints, since what was held may be claimable now.
local function routing_changed()
  call('INCR', ROUTING)
  call('PUBLISH', ARGV[1], 'r')
  call('PUBLISH', ARGV[1], 'b')
end
