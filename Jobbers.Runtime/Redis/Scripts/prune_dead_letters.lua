-- prune: forgets dead letters of one queue that are old enough, with their task and history.
-- ARGV: 1 queue, 2 age in µs, 3 limit (at most 500)
-- Returns: how many
-- @include ids
-- @include forget
verb('prune_dead_letters', {'allow-oom'}, function()
  read_clock()
  local cutoff = string.format('%.0f', now - ARGV[2])
  local old = call('ZRANGEBYSCORE', P .. 'dead:' .. ARGV[1], '-inf', cutoff, 'LIMIT', 0, ARGV[3])
  for _, id in ipairs(old) do
    local status = call('HGET', P .. 'task:' .. id, 's')
    -- None of a task that a server that evicts has lost.
    if status then call('ZREM', P .. ENDED[status] .. ARGV[1], id) end
    call('ZREM', P .. 'dead:' .. ARGV[1], id)
    forget(id)
  end
  return #old
end)
