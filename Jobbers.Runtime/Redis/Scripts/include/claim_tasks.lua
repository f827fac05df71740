-- Takes tasks as limits, rates and pauses allow. Needs: changes, lease, queue, claim_text.
-- ARGV from `at`: per queue its name and how many tasks there is room for.
-- Afterwards there is claim_reply(), held_claims() and ring_freed() to call.

-- What a claim brings at most, in bytes of parameters, give or take one task: a reply that a slow network does not carry within the call's
-- deadline is asked for again, and comes as late each time.
local MOST_BYTES = 524288

-- Of one call: who claims, how many, what was taken so far, the token of tasks that never had one, and when the leases of plain tasks end.
local claimer, want, held, bytes, first_token, plain_lease
-- And its queues, with what is known of each; their tables are used again. In µs to the next rate slot or '-1', and '1' where more waits.
local queues, queue_count, next_after, more_waits = {}, 0, '-1', '0'

-- Redis keeps a small ZSET as one list, and each command walks through it for each member that it names: with 50 started tasks that was an
-- eighth of all that a drain cost. A member of more than 64 bytes makes it a tree, which it stays until the last member has left.
local WORTH_A_TREE = 24
local LONG_MEMBER = '-----------------------------------------------------------------'

-- How many attempts may start now by the queue's rate, and when the oldest start of the window leaves it. The window is a ZSET from the time
-- of a claim to the number of all starts so far; the last entry before the window stays as its base.
local function rate_room(queue, numerator, window)
  local key = P .. 'rate:' .. queue
  local last = call('ZREVRANGE', key, 0, 0)[1]
  if not last then return numerator, window, 0 end
  local base = call('ZREVRANGEBYSCORE', key, format('%d', now - window), '-inf', 'WITHSCORES', 'LIMIT', 0, 1)
  if base[1] then
    local older = call('ZCOUNT', key, '-inf', '(' .. base[2])
    if older > 0 then call('ZREMRANGEBYRANK', key, 0, min(older, 500) - 1) end
  else
    -- What lay before the window went while the window was shorter, or the clock's later: what is left begins with the base of that time.
    base = call('ZRANGE', key, 0, 0, 'WITHSCORES')
  end
  local from = max(now - window, tonumber(base[2]))
  local first = call('ZRANGEBYSCORE', key, format('(%d', from), '+inf', 'WITHSCORES', 'LIMIT', 0, 1)
  local opens = first[2] and max(first[2] + window - now, 1) or window
  return numerator - (last - base[1]), opens, tonumber(last)
end

local function count_starts(queue, starts, count)
  local key = P .. 'rate:' .. queue
  local newest = call('ZREVRANGE', key, 0, 0, 'WITHSCORES')
  if not newest[1] then call('ZADD', key, 0, '0') end
  -- Each later than the one before, also when the clock goes back: equals would be in the order of their text.
  call('ZADD', key, max(now, (newest[2] or 0) + 1), format('%d', starts + count))
end

-- Room where there is no limit over all workers.
local HUGE = 2 ^ 53

-- A queue that may give tasks, as its limits allow. `room` is over all workers, `free` this one's own; what it gives is counted, and goes
-- into `started` as {end of lease, id, ...}, behind two places for the long member.
local function open_queue(i, name, free)
  local c, q = read_queue(name), queues[i]
  if not q then
    q = {pace_room = 0, opens = 0, starts = 0}
    queues[i] = q
  end
  q.name, q.free, q.room, q.closed, q.capped, q.paced = name, free, HUGE, false, false, false
  q.started, q.count, q.empty, q.more = new_list(), 0, false, nil
  if not c.name or c.paused == '1' or c.deleting == '1' then
    q.closed, q.room = true, 0
    return
  end
  q.started.n = 2
  if c.max_concurrent_total then
    q.capped = true
    q.room = max(c.max_concurrent_total - call('ZCARD', P .. 'started:' .. name), 0)
  end
  if c.rate_numerator then
    local room, opens, starts = rate_room(name, tonumber(c.rate_numerator), tonumber(c.rate_window))
    q.paced, q.starts, q.opens, q.pace_room = true, starts, opens, max(room, 0)
  end
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
      token = format('%d', token_after(max(tonumber(more[1]), now)))
      call('HDEL', key, 'h', 'g', 'm')
    end
    call('HSET', key, 's', 'r', 'k', token, 'w', claimer, 'b', now_text)
  end
  local started, n = q.started, q.started.n
  started[n + 1], started[n + 2] = more and odd_lease() or plain_lease, id
  started.n = n + 2
  q.count = q.count + 1
  bytes = bytes + #h[3]
  describe_claim(id, q.name, token, now_text, h, more)
  held.n = held.n + 1
  held[held.n] = token == first_token and id or id .. ':' .. token
  if listening then note_change(id, q.name, 'r') end
  return token
end

local function room_left(q)
  if q.empty or q.closed then return 0 end
  return min(q.free, q.room, q.paced and q.pace_room or q.free) - q.count
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
  most = min(most, want - held.n, room_left(q))
  if most <= 0 then return end
  if want == 1 then return take_one(q) end
  local index = P .. 'submitted:' .. q.name
  -- One more than is taken tells whether more waits.
  local first = call('ZRANGE', index, 0, most)
  local taken = 0
  for i = 1, min(#first, most) do
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
local function take_suspect()
  local keys = new_list()
  for i = 1, queue_count do keys[i] = P .. 'suspect:' .. queues[i].name end
  if call('EXISTS', unpack(keys, 1, queue_count)) == 0 then return end
  for i = 1, queue_count do
    local q = queues[i]
    if min(q.free, q.room, q.paced and q.pace_room or 1) > 0 then
      local popped = call('ZPOPMIN', P .. 'suspect:' .. q.name, 1)
      local token = popped[1] and start(q, popped[1])
      if token then return popped[1] .. ':' .. token end
    end
  end
end

-- Whether so many tasks of the queue are started that their index should be a tree. Most get there by one claim; those that grow to it by
-- small claims are looked at now and then.
local function is_worth_a_tree(q, index)
  return q.count >= WORTH_A_TREE or sub(ARGV[3], -2) == '00' and call('ZCARD', index) >= WORTH_A_TREE
end

local function enter_started(q)
  local index, started = P .. 'started:' .. q.name, q.started
  if is_worth_a_tree(q, index) then
    started[1], started[2] = started[3], LONG_MEMBER
    call('ZADD', index, unpack(started, 1, started.n))
    call('ZREM', index, LONG_MEMBER)
  else
    call('ZADD', index, unpack(started, 3, started.n))
  end
end

-- One share per queue in turn; what empty and limited queues leave is shared again, until nothing is taken any more.
local function take_in_turn()
  if queue_count == 1 then return take(queues[1], want) end
  local before
  repeat
    before = held.n
    local open = 0
    for i = 1, queue_count do
      if room_left(queues[i]) > 0 then open = open + 1 end
    end
    local share = max(1, floor((want - before) / max(open, 1)))
    for i = 1, queue_count do take(queues[i], share) end
  until held.n == before or held.n >= want
end

-- Enters what a queue gave into its indexes, and says whether more of it waits, and when.
local function close_queue(q)
  if q.count > 0 then
    enter_started(q)
    if q.paced then count_starts(q.name, q.starts, q.count) end
  end
  if q.more == nil and not q.closed then q.more = call('EXISTS', P .. 'submitted:' .. q.name) == 1 end
  if not q.more then return end
  if q.paced and q.count >= q.pace_room then
    local opens = next_after == '-1' and q.opens or min(tonumber(next_after), q.opens)
    next_after = format('%d', opens)
  elseif q.count < q.room then
    more_waits = '1'
  end
end

-- Returns "id:token" of a suspect that was taken, or nil.
local function claim_tasks(worker, wanted, takes_suspect, count, at)
  claimer, want, held, bytes, first_token, queue_count = worker, wanted, new_list(), 0, '', 0
  next_after, more_waits, texts_count = '-1', '0', 1
  if want == 0 or count == 0 then return end
  local token = token_after(now)
  first_token, plain_lease, queue_count = format('%d', token), first_lease(token), count
  for i = 1, count do open_queue(i, ARGV[at + i * 2 - 2], tonumber(ARGV[at + i * 2 - 1])) end
  local suspect = takes_suspect and take_suspect() or nil
  take_in_turn()
  for i = 1, count do close_queue(queues[i]) end
  return suspect
end

local function claim_reply(verdicts) return reply_text(verdicts, next_after, more_waits, first_token) end

-- What a repeated call is answered by: the token most claims have, then their ids; those of another token as id:token.
local function held_claims()
  if held.n == 0 then return '' end
  return first_token .. ' ' .. concat(held, ' ', 1, held.n)
end
