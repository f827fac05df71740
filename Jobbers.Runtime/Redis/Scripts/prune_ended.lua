-- prune: forgets tasks of one queue and terminal status that ended long enough ago; dead letters stay.
-- ARGV: 1 queue, 2 terminal status, 3 age in µs, 4 position to look from, 5 limit (at most 500)
-- Returns: {forgotten, dead letters passed by}
-- @include ids
-- @include forget
verb('prune_ended', {'allow-oom'}, function()
  read_clock()
  local index = P .. ARGV[2] .. ':' .. ARGV[1]
  local cutoff = string.format('%.0f', now - ARGV[3])
  local forgotten, passed = {}, 0
  for _, id in ipairs(call('ZRANGEBYSCORE', index, '-inf', cutoff, 'LIMIT', ARGV[4], ARGV[5])) do
    if call('HEXISTS', P .. 'task:' .. id, 'de') == 1 then
      passed = passed + 1
    else
      forget(id)
      forgotten[#forgotten + 1] = id
    end
  end
  if #forgotten > 0 then call('ZREM', index, unpack(forgotten)) end
  return {#forgotten, passed}
end)
