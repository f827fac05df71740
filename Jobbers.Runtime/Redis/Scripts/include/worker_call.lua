-- The number stream of a worker's claims and settles. Its record (KEYS[4]) keeps the last number with its verdicts and claims, so that a
-- call whose reply was lost is answered again instead of done again. Needs: settle_outcomes and/or claim_tasks.
local function last_call()
  local r = call('HMGET', KEYS[4], 'call', 'suspect')
  local suspect = r[2]
  if suspect then
    local id, token = string.match(suspect, '^(.+):(%d+)$')
    local h = call('HMGET', P .. 'task:' .. id, 's', 'k')
    if h[1] ~= 'r' or h[2] ~= token then suspect = nil end
  end
  return r[1], suspect, r[2]
end

-- Whether a call's number, as text, is beyond another's.
local function is_later(number, other)
  return #number > #other or #number == #other and number > other
end

-- The claims are kept as the token most of them have, then their ids; those of another token as id:token.
local function remember_call(number, first, verdicts, claimed, suspect, suspect_before)
  local claims = claimed and claimed.held.n > 0 and claimed.token .. ' ' .. concat(claimed.held, ' ', 1, claimed.held.n) or ''
  call('HSET', KEYS[4], 'call', number, 'verdicts', verdicts, 'claims', claims)
  if first then call('EXPIRE', KEYS[4], 3600) end
  if suspect then
    call('HSET', KEYS[4], 'suspect', suspect)
  elseif suspect_before then
    call('HDEL', KEYS[4], 'suspect')
  end
end

-- The claims of the last call that still stand, their leases renewed.
local function standing_claims()
  texts_count = 0
  local most, claims = string.match(call('HGET', KEYS[4], 'claims') or '', '^(%d+) (.*)$')
  for claim in string.gmatch(claims or '', '%S+') do
    local id, token = string.match(claim, '^(.+):(%d+)$')
    if not id then id, token = claim, most end
    local key = P .. 'task:' .. id
    local h = call('HMGET', key, 's', 'k', 'q', 'b')
    if h[1] == 'r' and h[2] == token then
      call('ZADD', P .. 'started:' .. h[3], odd_lease(), id)
      local task, more = read_claim(key)
      describe_claim(id, h[3], token, h[4] or token, task, more or {})
    end
  end
  return described_claims()
end

local function last_verdicts()
  return call('HGET', KEYS[4], 'verdicts') or ''
end
