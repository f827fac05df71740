-- submit: stores tasks and queues or schedules them. Per task, all before any write: own id, idempotency key, unique key, queue, length.
-- ARGV: 1 signal channel, 2 'p', 3 queue, 4 name, 5 version, 6 id, 7 parameters, and further fields and values: for one plain task, as most
--       submits are, its reply is the time alone where that is stored. Or for any:
--       1 signal channel, 2 number of tasks, 3 number of kinds; per kind: queue, name, version, priority ('' for 5); per task: id, code, its
--       kind (from 0), parameters, and by letter of the code, in this order: d delay in µs | u due in µs | i idempotency key | k unique key |
--       m number of further fields, then field, value, ... Letters without a value: o the id is the caller's own, v the caller named no
--       version.
-- Returns: now; or {now, codes, id, status, queue, submitted, ...}: one code a task, and four values for each that is not s or d.
--       s submitted, d scheduled, a accepted before, i own id exists, c own id conflicts, e idempotency key exists, w idempotency key
--       conflicts, k unique key held, q queue unknown, f queue full, g queue being deleted
-- @include changes
-- @include ids
-- @include queue
-- @include submit_plain
-- Of one call: the sequence before its first task, queues by name with what enters their indexes, codes and reply.
local sequence, queues, codes, reply
local NO_EXTRAS = {}

local function extras(a)
  local code, e = ARGV[a + 1], a + 4
  local x = {}
  for i = 1, #code do
    local letter = string.sub(code, i, i)
    if letter == 'o' or letter == 'v' then
      x[letter] = true
    elseif letter == 'm' then
      x.m, x.from = tonumber(ARGV[e]), e + 1
      e = e + 1 + x.m * 2
    else
      x[letter] = ARGV[e]
      e = e + 1
    end
  end
  return x, e
end

local function queue_of(name)
  local q = queues[name]
  if q then return q end
  local c = read_queue(name)
  q = {known = c.name, deleting = c.deleting == '1', max = tonumber(c.max_length), length = 0, ready = false, due = false}
  if q.max then
    q.length = call('ZCARD', P .. 'submitted:' .. name) + call('ZCARD', P .. 'suspect:' .. name)
  end
  queues[name] = q
  return q
end

-- The stored task as {status, queue, submitted, name, version, parameters, first submitted}; nil when there is none.
local function stored(id)
  local h = call('HMGET', P .. 'task:' .. id, 's', 'q', 't', 'n', 'v', 'a', 'f')
  return h[1] and h or nil
end

local function answer(i, code, id, h)
  codes[i] = code
  local r = #reply
  reply[r + 1], reply[r + 2], reply[r + 3], reply[r + 4] = id, h and h[1] or '-', h and h[2] or '', h and h[3] or now_text
end

-- Where the kind of a task stands: queue, name, version, priority.
local function kind_of(a)
  local kind = ARGV[a + 2]
  return kind == '0' and 4 or 4 + kind * 4
end

local function same(h, a, x)
  local k = kind_of(a)
  return h[4] == ARGV[k + 1] and (x.v or h[5] == ARGV[k + 2]) and h[6] == ARGV[a + 3]
end

-- Whether the task is already there under its id or one of its keys; answers it if so.
local function found(i, a, x, check_id)
  local id = ARGV[a]
  local h = check_id and stored(id)
  if h then
    answer(i, not same(h, a, x) and 'c' or (x.o and 'i' or 'a'), id, h)
    return true
  end
  if x.i then
    local first = call('GET', P .. 'idem:' .. ARGV[kind_of(a) + 1] .. ':' .. x.i)
    h = first and stored(first)
    if h and (h[1] == 's' or h[1] == 'd' or h[1] == 'r' or (h[7] or h[3]) + 86400000000 > now) then
      answer(i, same(h, a, x) and 'e' or 'w', first, h)
      return true
    end
  end
  local holder = x.k and call('GET', P .. 'unique:' .. x.k)
  h = holder and stored(holder)
  if h then
    answer(i, 'k', holder, h)
    return true
  end
  return false
end

-- Scheduled tasks do not count for the length, but while the queue is full none is taken either.
local function refusal(q)
  if not q.known then return 'q' end
  if q.deleting then return 'g' end
  if q.max and q.length >= q.max then return 'f' end
end

local function write_marked(a, x, k, place, run_at, status)
  local id, name, priority = ARGV[a], ARGV[k + 1], ARGV[k + 3]
  local f = {'s', status, 'n', name, 'v', ARGV[k + 2], 'q', ARGV[k], 't', now_text, 'o', place, 'a', ARGV[a + 3]}
  if priority ~= '' or status == 'd' or x.k then f[15], f[16] = 'ex', '1' end
  if priority ~= '' then f[17], f[18] = 'p', priority end
  if status == 'd' then f[#f + 1] = 'u' f[#f + 1] = run_at end
  if x.i then
    f[#f + 1] = 'i' f[#f + 1] = x.i
    call('SET', P .. 'idem:' .. name .. ':' .. x.i, id)
  end
  if x.k then
    f[#f + 1] = 'j' f[#f + 1] = x.k
    call('SET', P .. 'unique:' .. x.k, id)
  end
  if x.m then
    for e = x.from, x.from + x.m * 2 - 1 do f[#f + 1] = ARGV[e] end
  end
  call('HSET', P .. 'task:' .. id, unpack(f))
end

-- Notes what enters an index: {score, id, ...}.
local function enter(list, score, id)
  if not list then return {score, id} end
  local n = #list
  list[n + 1], list[n + 2] = score, id
  return list
end

local function write(i, a, x, k, q)
  local id, priority, place, status = ARGV[a], ARGV[k + 3], format('%d', sequence + i), 's'
  if x or priority ~= '' then
    x = x or NO_EXTRAS
    local run_at = x.u and tonumber(x.u) or x.d and now + x.d
    if run_at and run_at > now then status = 'd' end
    write_marked(a, x, k, place, run_at, status)
    if status == 'd' then q.due = enter(q.due, run_at, id) end
  else
    call('HSET', P .. 'task:' .. id, 's', 's', 'n', ARGV[k + 1], 'v', ARGV[k + 2], 'q', ARGV[k], 't', now_text, 'o', place, 'a', ARGV[a + 3])
  end
  if status == 's' then
    q.ready = enter(q.ready, format('%d', (9 - (priority == '' and 5 or priority)) * 562949953421312 + sequence + i), id)
    q.length = q.length + 1
  end
  codes[i] = status
  if listening then note_change(id, ARGV[k], status) end
end

-- Puts what was written into its queue's indexes, and rings where an idle worker or the scheduler would sleep past it.
local function enter_indexes(name, q)
  if q.ready then
    call('ZADD', P .. 'submitted:' .. name, unpack(q.ready))
    if call('ZCARD', P .. 'submitted:' .. name) == #q.ready / 2 then call('PUBLISH', ARGV[1], 'b') end
  end
  if q.due then
    call('ZADD', P .. 'scheduled:' .. name, unpack(q.due))
    local first = call('ZRANGE', P .. 'scheduled:' .. name, 0, 0)[1]
    for e = 2, #q.due, 2 do
      if q.due[e] == first then call('PUBLISH', ARGV[1], 's') end
    end
  end
end

local function submit_any(heads)
  local count, refused = tonumber(ARGV[2]), nil
  queues, codes, reply = {}, {''}, {now, ''}
  local at, starts, parsed = 4 + ARGV[3] * 4, {0}, nil
  local ids, lowest, highest, is_sorted = {ARGV[at], ''}, ARGV[at], '', true
  for i = 1, count do
    local id = ARGV[at]
    starts[i] = at
    ids[i * 2 - 1], ids[i * 2] = id, ''
    if id > highest then highest = id else is_sorted = false end
    if id < lowest then lowest = id end
    if ARGV[at + 1] == '' then
      at = at + 4
    else
      parsed = parsed or {}
      parsed[i], at = extras(at)
    end
  end
  local some_known = add_ids(ids, lowest, highest, is_sorted, sequence, heads[2], heads[3]) < count

  for i = 1, count do
    local a, x = starts[i], parsed and parsed[i]
    if not ((x or some_known) and found(i, a, x or NO_EXTRAS, some_known)) then
      local k = kind_of(a)
      local q = queue_of(ARGV[k])
      local code = refusal(q)
      if code then
        answer(i, code, ARGV[a])
      else
        write(i, a, x, k, q)
      end
    end
    if codes[i] ~= 's' and codes[i] ~= 'd' then
      refused = refused or {}
      refused[#refused + 1] = ARGV[a]
    end
  end

  if refused then
    for _, id in ipairs(refused) do
      if call('EXISTS', P .. 'task:' .. id) == 0 then remove_id(id) end
    end
  end

  for name, q in pairs(queues) do enter_indexes(name, q) end
  write_changes()
  reply[2] = concat(codes)
  return reply
end

verb('submit', {}, function()
  read_clock()
  local heads, is_plain = call('MGET', LISTENERS, NEWEST_IDS, NEWEST_FROM, ROUTING), ARGV[2] == 'p'
  hear_listeners(heads[1])
  queues_as_of(heads[4])
  if not is_plain then
    sequence = call('INCRBY', SEQUENCE, ARGV[2]) - ARGV[2]
    return submit_any(heads)
  end
  sequence = call('INCR', SEQUENCE) - 1
  local reply = submit_plain(sequence, heads[2], heads[3])
  if reply then return reply end
  ARGV = as_any()
  return submit_any(heads)
end)
