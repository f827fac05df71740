-- Says that queues, roles or limits changed. The version of the routing is the server's time, or one more than the last, so that none comes
-- twice (see queue), not even where a store was emptied.
local function new_routing_version()
  local clock = call('TIME')
  call('SET', ROUTING, format('%d', max(clock[1] * 1000000 + clock[2], (call('GET', ROUTING) or 0) + 1)))
  call('PUBLISH', ARGV[1], 'r')
end

-- Both hints, since what was held may be claimable now.
local function routing_changed()
  new_routing_version()
  call('PUBLISH', ARGV[1], 'b')
end
