-- Takes tasks as limits, rates and pauses allow. Needs: changes, lease.
-- ARGV from `at`: per queue its name and how many tasks there is room for.
-- Returns {texts (see describe_claim), held ids (see remember_call), token of those that never had one, next_after µs to the next rate slot
-- or -1, more 1 when more waits, suspect "id:token" or nil, capped: by queue whether it has a limit over all workers}.

-- What a claim brings at most, in bytes of parameters, give or take one task.
local MOST_BYTES = 8388608

-- Of one call: who claims, how many, what was taken so far, the token of tasks that never had one, when the leases of plain tasks end and
-- when those of others.
local claimer, want, texts, held, bytes, first_token, plain_lease, marked_lease

-- Lengths of parameters as text: numbers are slow to write, and most tasks are about as long as others.
local length_text = {}
for i = 1, 512 do length_text[i] = i .. '' end

-- What a claim says of a task: {name, version, parameters, submitted, trace, mark}, and only where it is marked {token before, priority,
-- retry, crashes, first submitted, run at}. Plain tasks, and most are, have no mark: see `ex` in the README.
local function read_claim(key)
  local h = call('HMGET', key, 'n', 'v', 'a', 't', 'tp', 'ex')
  return h, h[6] and call('HMGET', key, 'k', 'p', 'r', 'x', 'f', 'u')
end

-- One claim, as lines: id, queue, what marks it, trace, name, version, submitted, length of the parameters, and then those. What marks it is
-- empty for a plain task, whose token and start are the call's token; else "token started priority retry crashes first-submitted run-at",
-- with '-' for a time that is not. All claims of a call are joined at once: joining each for itself took a fifth of a claim.
local function describe_claim(id, queue, token, started, h, more)
  local n, marks = #texts, ''
  if more then
    marks = token .. ' ' .. started .. ' ' .. (more[2] or '5') .. ' ' .. (more[3] or '0') .. ' ' .. (more[4] or '0') .. ' '
      .. (more[5] or '-') .. ' ' .. (more[6] or '-')
  end
  texts[n + 1], texts[n + 2], texts[n + 3], texts[n + 4] = id, queue, marks, h[5] or ''
  texts[n + 5], texts[n + 6], texts[n + 7], texts[n + 8] = h[1], h[2], h[4], length_text[#h[3]] or #h[3]
  texts[n + 9] = h[3]
end

-- How many attempts may start now by the queue's rate, and when the oldest start of the window leaves it. The window is a ZSET from the time
-- of a claim to the number of all starts so far; the last entry before the window stays as its base.
local function rate_room(queue, numerator, window)
  local key = P .. 'rate:' .. queue
  local last = call('ZREVRANGE', key, 0, 0)[1]
  if not last then return numerator, window, 0 end
  local base = call('ZREVRANGEBYSCORE', key, string.format('%.0f', now - window), '-inf', 'WITHSCORES', 'LIMIT', 0, 1)
  if base[1] then
    local older = call('ZCOUNT', key, '-inf', '(' .. base[2])
    if older > 0 then call('ZREMRANGEBYRANK', key, 0, math.min(older, 500) - 1) end
  else
    -- What lay before the window went while the window was shorter, or the clock's later: what is left begins with the base of that time.
    base = call('ZRANGE', key, 0, 0, 'WITHSCORES')
  end
  local from = math.max(now - window, tonumber(base[2]))
  local first = call('ZRANGEBYSCORE', key, '(' .. string.format('%.0f', from), '+inf', 'WITHSCORES', 'LIMIT', 0, 1)
  local opens = first[2] and math.max(first[2] + window - now, 1) or window
  return numerator - (last - base[1]), opens, tonumber(last)
end

local function count_starts(queue, starts, count)
  local key = P .. 'rate:' .. queue
  local newest = call('ZREVRANGE', key, 0, 0, 'WITHSCORES')
  if not newest[1] then call('ZADD', key, 0, '0') end
  -- Each later than the one before, also when the clock goes back: equals would be in the order of their text.
  call('ZADD', key, math.max(now, (newest[2] or 0) + 1), string.format('%.0f', starts + count))
end

-- What a queue's limits allow: {room, opens, starts}; room is nil without limits, and the queue gives nothing at 0.
local function limits_of(queue)
  local c = call('HMGET', P .. 'queue:' .. queue, 'name', 'paused', 'deleting', 'max_concurrent_total', 'rate_numerator', 'rate_window')
  if not c[1] or c[2] == '1' or c[3] == '1' then return {closed = true, room = 0} end
  local q = {room = math.huge}
  if c[4] then
    q.capped = true
    q.room = math.max(c[4] - call('ZCARD', P .. 'started:' .. queue), 0)
  end
  if c[5] then
    local room, opens, starts = rate_room(queue, tonumber(c[5]), tonumber(c[6]))
    q.paced, q.starts, q.opens, q.pace_room = true, starts, opens, math.max(room, 0)
  end
  return q
end

-- Starts one task; returns its token. One that an evicting server has forgotten is passed over: what is left of it goes with its place.
local function start(q, id)
  local key = P .. 'task:' .. id
  local h, more = read_claim(key)
  if not h[3] then return end
  local token = first_token
  if not more then
    call('HSET', key, 's', 'r', 'k', token, 'w', claimer)
  else
    if more[1] then
      token = string.format('%.0f', token_after(math.max(tonumber(more[1]), now)))
      call('HDEL', key, 'h', 'g', 'm')
    end
    call('HSET', key, 's', 'r', 'k', token, 'w', claimer, 'b', now_text)
  end
  local s, count = #q.started, #held + 1
  q.started[s + 1], q.started[s + 2] = more and marked_lease or plain_lease, id
  q.count = q.count + 1
  bytes = bytes + #h[3]
  describe_claim(id, q.name, token, now_text, h, more)
  held[count] = token == first_token and id or id .. ':' .. token
  if listening then note_change(id, q.name, 'r') end
  return token
end

local function room_left(q)
  if q.empty or q.closed then return 0 end
  return math.min(q.free, q.room, q.paced and q.pace_room or q.free) - q.count
end

-- Takes the one task that is asked for: a command less than take(). Whether more waits is not looked up, as who asks for one has no room for
-- another; it is said to, and that is seen by the next call.
local function take_one(q)
  local popped = call('ZPOPMIN', P .. 'submitted:' .. q.name)
  q.more, q.empty = popped[1] ~= nil, not popped[1]
  if popped[1] then start(q, popped[1]) end
end

local function take(q, most)
  if bytes > MOST_BYTES then return end
  most = math.min(most, want - #held, room_left(q))
  if most <= 0 then return end
  if want == 1 then return take_one(q) end
  local index = P .. 'submitted:' .. q.name
  -- One more than is taken tells whether more waits.
  local first = call('ZRANGE', index, 0, most)
  local taken = 0
  for i = 1, math.min(#first, most) do
    if bytes <= MOST_BYTES then
      start(q, first[i])
      taken = i
    end
  end
  if taken > 0 then call('ZREMRANGEBYRANK', index, 0, taken - 1) end
  q.more = #first > taken
  q.empty = not q.more
end

-- Takes one task that two workers were lost with, if there is any; returns its "id:token".
local function take_suspect(queues)
  local keys = {}
  for i, q in ipairs(queues) do keys[i] = P .. 'suspect:' .. q.name end
  if call('EXISTS', unpack(keys)) == 0 then return end
  for _, q in ipairs(queues) do
    if math.min(q.free, q.room, q.paced and q.pace_room or 1) > 0 then
      local popped = call('ZPOPMIN', P .. 'suspect:' .. q.name, 1)
      local token = popped[1] and start(q, popped[1])
      if token then return popped[1] .. ':' .. token end
    end
  end
end

-- One share per queue in turn; what empty and limited queues leave is shared again, until nothing is taken any more.
local function take_in_turn(queues)
  local before
  repeat
    before = #held
    local open = 0
    for _, q in ipairs(queues) do
      if room_left(q) > 0 then open = open + 1 end
    end
    local share = math.max(1, math.floor((want - before) / math.max(open, 1)))
    for _, q in ipairs(queues) do take(q, share) end
  until #held == before or #held >= want
end

local function claim_tasks(worker, wanted, takes_suspect, queue_count, at)
  claimer, want, texts, held, bytes = worker, wanted, {}, {}, 0
  local claimed = {texts = texts, held = held, next_after = -1, more = 0, capped = {}}
  if want == 0 or queue_count == 0 then return claimed end
  local token = token_after(now)
  first_token, plain_lease, marked_lease = string.format('%.0f', token), first_lease(token), odd_lease()
  claimed.token = first_token
  local queues = {}
  for i = 1, queue_count do
    local name = ARGV[at + i * 2 - 2]
    local q = limits_of(name)
    q.name, q.free, q.started, q.count = name, tonumber(ARGV[at + i * 2 - 1]), {}, 0
    queues[i], claimed.capped[name] = q, q.capped or false
  end
  if takes_suspect then claimed.suspect = take_suspect(queues) end
  take_in_turn(queues)

  for _, q in ipairs(queues) do
    if q.count > 0 then
      call('ZADD', P .. 'started:' .. q.name, unpack(q.started))
      if q.paced then count_starts(q.name, q.starts, q.count) end
    end
    if q.more == nil and not q.closed then q.more = call('EXISTS', P .. 'submitted:' .. q.name) == 1 end
    if q.more then
      if q.paced and q.count >= q.pace_room then
        claimed.next_after = claimed.next_after < 0 and q.opens or math.min(claimed.next_after, q.opens)
      elseif q.count < q.room then
        claimed.more = 1
      end
    end
  end
  -- Up to 8 MB that the library would keep until the next claim.
  texts, held = nil, nil
  return claimed
end
