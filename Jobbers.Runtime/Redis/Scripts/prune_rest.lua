-- prune: forgets workers that lapsed an hour ago, and deleted queues that have no ended task left.
-- ARGV: deleted queues (at most 32)
-- Returns: how many deleted queues were forgotten
verb('prune_rest', {'allow-oom'}, function()
  read_clock()
  call('ZREMRANGEBYSCORE', WORKERS, '-inf', string.format('%.0f', now - 3600000000))
  local forgotten = 0
  for _, q in ipairs(ARGV) do
    if call('EXISTS', P .. 'completed:' .. q, P .. 'failed:' .. q, P .. 'cancelled:' .. q, P .. 'stalled:' .. q, P .. 'dropped:' .. q) == 0 then
      forgotten = forgotten + call('ZREM', GRAVES, q)
    end
  end
  return forgotten
end)
