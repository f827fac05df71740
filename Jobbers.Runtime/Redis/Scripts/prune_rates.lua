-- prune: forgets entries of one queue's rate window that are old enough; never what the window still counts, nor its base.
-- ARGV: 1 queue, 2 age in µs, 3 limit (at most 500)
-- Returns: how many
verb('prune_rates', {'allow-oom'}, function()
  read_clock()
  local window = call('HGET', P .. 'queue:' .. ARGV[1], 'rate_window')
  if not window then return 0 end
  local key = P .. 'rate:' .. ARGV[1]
  local cutoff = string.format('%.0f', now - math.max(tonumber(ARGV[2]), tonumber(window)))
  local base = call('ZREVRANGEBYSCORE', key, cutoff, '-inf', 'WITHSCORES', 'LIMIT', 0, 1)
  if not base[1] then return 0 end
  local older = math.min(call('ZCOUNT', key, '-inf', '(' .. base[2]), tonumber(ARGV[3]))
  if older > 0 then call('ZREMRANGEBYRANK', key, 0, older - 1) end
  return older
end)
