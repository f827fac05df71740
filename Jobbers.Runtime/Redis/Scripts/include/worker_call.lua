-- The number stream of a worker's claims and settles. Its record keeps the last number with its verdicts and claims, so that a call whose
-- reply was lost is answered again instead of done again. Needs: lease, claim_text.
local record

-- Returns the last number; and the suspect that the worker runs, as it still stands, and as it is written.
local function last_call()
  record = P .. 'worker:' .. ARGV[2]
  local r = call('HMGET', record, 'call', 'suspect')
  local suspect = r[2]
  if suspect then
    local id, token = match(suspect, '^(.+):(%d+)$')
    local h = call('HMGET', P .. 'task:' .. id, 's', 'k')
    if h[1] ~= 'r' or h[2] ~= token then suspect = nil end
  end
  return r[1], suspect, r[2]
end

-- Whether a call's number, as text, is beyond another's.
local function is_later(number, other)
  return #number > #other or #number == #other and number > other
end

-- The claims are as held_claims() has them.
local function remember_call(first, verdicts, claims, suspect, suspect_before)
  call('HSET', record, 'call', ARGV[3], 'verdicts', verdicts, 'claims', claims)
  if first then call('EXPIRE', record, 3600) end
  if suspect then
    call('HSET', record, 'suspect', suspect)
  elseif suspect_before then
    call('HDEL', record, 'suspect')
  end
end

local function last_verdicts() return call('HGET', record, 'verdicts') or '' end

-- What the last call was answered, as far as it still stands, with the leases of its claims renewed.
local function last_reply()
  texts_count = 1
  local most, claims = match(call('HGET', record, 'claims') or '', '^(%d+) (.*)$')
  for claim in string.gmatch(claims or '', '%S+') do
    local id, token = match(claim, '^(.+):(%d+)$')
    if not id then id, token = claim, most end
    local key = P .. 'task:' .. id
    local h = call('HMGET', key, 's', 'k', 'q', 'b')
    if h[1] == 'r' and h[2] == token then
      call('ZADD', P .. 'started:' .. h[3], odd_lease(), id)
      local task, more = read_claim(key)
      describe_claim(id, h[3], token, h[4] or token, task, more or {})
    end
  end
  return reply_text(last_verdicts(), '-1', '1', '')
end
