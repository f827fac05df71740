-- counts: sizes of queues.
-- ARGV: queues (at most 32)
-- Returns: per queue submitted, started, completed, failed, scheduled, cancelled, stalled, dropped, dead letters, and how long the next has
--          waited in µs or -1
verb('counts', {'no-writes'}, function()
  read_clock()
  local reply = {}

  local function oldest(queue)
    local first = call('ZRANGE', P .. 'submitted:' .. queue, 0, 0)[1] or call('ZRANGE', P .. 'suspect:' .. queue, 0, 0)[1]
    if not first then return -1 end
    local h = call('HMGET', P .. 'task:' .. first, 't', 'u')
    if not h[1] then return -1 end
    return math.max(now - math.max(tonumber(h[1]), tonumber(h[2] or 0)), 0)
  end

  for _, queue in ipairs(ARGV) do
    reply[#reply + 1] = call('ZCARD', P .. 'submitted:' .. queue) + call('ZCARD', P .. 'suspect:' .. queue)
    for _, name in ipairs({'started:', 'completed:', 'failed:', 'scheduled:', 'cancelled:', 'stalled:', 'dropped:', 'dead:'}) do
      reply[#reply + 1] = call('ZCARD', P .. name .. queue)
    end
    reply[#reply + 1] = oldest(queue)
  end
  return reply
end)
