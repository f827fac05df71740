-- entries after: what lies in an index behind a place, which need not be taken any more. Equal scores lie in the order of their ids: where those
-- behind the place begin is found by halving, so that many of one score cost no more than few.
-- ARGV: 1 index, 2 score, 3 id, 4 number (at most 1,001), 5 the end to go to ('up' or 'down')
-- Returns: {id, score, ...}, ascending
verb('entries_after', {'no-writes'}, function()
  local index, score, id, count, up = ARGV[1], ARGV[2], ARGV[3], tonumber(ARGV[4]), ARGV[5] == 'up'
  local from = call('ZCOUNT', index, '-inf', '(' .. score)
  local to = from + call('ZCOUNT', index, score, score)
  -- The first rank behind the place upwards, or at it downwards.
  while from < to do
    local middle = math.floor((from + to) / 2)
    local at = call('ZRANGE', index, middle, middle)[1]
    if at < id or (up and at == id) then from = middle + 1 else to = middle end
  end
  if up then return call('ZRANGE', index, from, from + count - 1, 'WITHSCORES') end
  if from == 0 then return {} end
  return call('ZRANGE', index, math.max(from - count, 0), from - 1, 'WITHSCORES')
end)
