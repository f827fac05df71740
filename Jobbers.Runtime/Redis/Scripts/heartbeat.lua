-- heartbeat: renews the leases a worker holds and its own record, writes beats.
-- ARGV: 1 worker, 2 number of claims, 3 number of beats, 4 number of record fields; per claim id, queue, token; per beat id, token,
--       age in µs, progress or '', message or ''; then record fields and values
-- Returns: {now, routing version, lost, cancel requested}: the last two as text of positions (from 1) of the claims
-- @include lease
verb('heartbeat', {'allow-oom'}, function()
  read_clock()
  local lost, cancelled, renewed = {}, {}, {}
  local at, stands, ends = 5, {}, odd_lease()
  for i = 1, tonumber(ARGV[2]) do
    local id, queue, token = ARGV[at], ARGV[at + 1], ARGV[at + 2]
    local h = call('HMGET', P .. 'task:' .. id, 's', 'k', 'c')
    if h[1] == 'r' and h[2] == token then
      stands[id] = token
      local list = renewed[queue]
      if not list then
        list = {}
        renewed[queue] = list
      end
      list[#list + 1] = ends
      list[#list + 1] = id
      if h[3] then cancelled[#cancelled + 1] = i end
    else
      lost[#lost + 1] = i
    end
    at = at + 3
  end
  for queue, list in pairs(renewed) do call('ZADD', P .. 'started:' .. queue, 'XX', unpack(list)) end
  for _ = 1, tonumber(ARGV[3]) do
    local id, token = ARGV[at], ARGV[at + 1]
    if stands[id] == token then
      local f = {'h', now - ARGV[at + 2]}
      if ARGV[at + 3] ~= '' then f[3], f[4] = 'g', ARGV[at + 3] end
      if ARGV[at + 4] ~= '' then f[#f + 1] = 'm' f[#f + 1] = ARGV[at + 4] end
      call('HSET', P .. 'task:' .. id, unpack(f))
    end
    at = at + 5
  end
  local expires, record = now + LEASE, P .. 'worker:' .. ARGV[1]
  -- Its calls look for these fields, and Redis for each from the beginning of the record.
  if call('EXISTS', record) == 0 then call('HSET', record, 'call', '', 'verdicts', '', 'claims', '') end
  call('HSET', record, 'seen', now_text, 'expires', expires, unpack(ARGV, at, at + tonumber(ARGV[4]) * 2 - 1))
  call('EXPIRE', record, 3600)
  call('ZADD', WORKERS, expires, ARGV[1])
  return {now, tonumber(call('GET', ROUTING) or 0), table.concat(lost, ' '), table.concat(cancelled, ' ')}
end)
