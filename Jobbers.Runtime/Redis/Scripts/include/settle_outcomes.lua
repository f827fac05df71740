-- Writes outcomes, each fenced by its token. Needs: changes, lease, place, unique, history.
-- ARGV from `at`: number of groups, number of all outcomes. First those that simply completed, in groups: per group queue, code (c or cy),
--       number; per outcome id, token, and with cy its result. Then each of the others: id, token, code, then by letter of the code after
--       its first, in this order: d delay in µs | y result | f error, failure for the history | g progress | m message.
-- First letter: c completed, t retry, f failed, x cancelled, q requeued, g given back, d deferred, l stalled, o dropped.
-- Verdicts, in that order: the status after the call, '-' rejected, 'F' failed and a dead letter.
local OUTCOME = {c = 'completed', t = 'retry', f = 'failed', x = 'cancelled', q = 'requeued', l = 'stalled', o = 'dropped'}
-- What a plain task has of {cancel requested, attempts in the history, unique key}.
local UNMARKED = {}

local function read_outcome(at)
  local code, o, e = ARGV[at + 2], {}, at + 3
  for i = 2, #code do
    local letter = sub(code, i, i)
    o[letter] = ARGV[e]
    e = e + 1
    if letter == 'f' then
      o.failure = ARGV[e]
      e = e + 1
    end
  end
  return o, e
end

-- A settle that its own token already wrote is answered with the task's status; a token before the last is looked up in the history.
local function repeated(id, token, kind)
  local h = call('HMGET', P .. 'task:' .. id, 's', 'k', 'z', 'de')
  if not h[1] then return '-' end
  if h[2] == token and h[1] ~= 'r' and h[3] ~= token then return h[4] and h[1] == 'f' and 'F' or h[1] end
  if h[2] == token then return '-' end
  local entries = call('HVALS', P .. 'history:' .. id)
  for _, entry in ipairs(entries) do
    local by, outcome = match(entry, '^(%d+) %d+ %d+ ([%l_]+)')
    if by == token and outcome == OUTCOME[kind] and token ~= h[3] then return h[1] end
  end
  return '-'
end

-- Of one call: the queues that tasks left. And of those settled one by one, where there are any: ids that leave the index of the started, by
-- queue; what enters which index of ended ones; queues being deleted.
local freed, gone, ended, deleting

local function note_freed(queue)
  for i = 1, freed.n do
    if freed[i] == queue then return end
  end
  freed.n = freed.n + 1
  freed[freed.n] = queue
end

local function list_of(lists, name)
  local list = lists[name]
  if not list then
    list = new_list()
    lists[name] = list
  end
  return list
end

local function leaves_started(id, queue)
  local list = list_of(gone, queue)
  list.n = list.n + 1
  list[list.n] = id
end

local function enters_ended(id, index)
  local list = list_of(ended, index)
  list[list.n + 1], list[list.n + 2] = now_text, id
  list.n = list.n + 2
end

local function is_deleting(queue)
  if deleting[queue] == nil then deleting[queue] = call('HGET', P .. 'queue:' .. queue, 'deleting') == '1' end
  return deleting[queue]
end

local function complete(id, result, queue)
  if result then
    call('HSET', P .. 'task:' .. id, 's', 'c', 'e', now_text, 'y', result)
  else
    call('HSET', P .. 'task:' .. id, 's', 'c', 'e', now_text)
  end
  if listening then note_change(id, queue, 'c') end
end

-- Everything but a first attempt that simply completed. What comes of it is no plain task any more.
local function settle_fully(id, token, kind, o, queue, marks)
  local key = P .. 'task:' .. id
  local more = call('HMGET', key, 'w', 'b', 'o', 'p', 'x', 'r', 'dl')
  local to = ENDED[kind] and kind or (o.d and 'd' or 's')
  if not ENDED[kind] and (marks[1] or is_deleting(queue)) then to = 'x' end
  local run_at = to == 'd' and now + o.d
  local f = {'s', to, 'ex', '1'}
  local function set(name, value)
    f[#f + 1] = name
    f[#f + 1] = value
  end
  if run_at then set('u', run_at) end
  if o.g then set('g', o.g) end
  if o.m then set('m', o.m) end
  if o.f and o.f ~= '' then set('er', o.f) end
  if kind == 't' then set('r', (more[6] or 0) + 1) end
  if OUTCOME[kind] then
    local next_run = run_at and format('%d', run_at)
    set('l', record_attempt(id, marks[2], token, more[2] or token, OUTCOME[kind], next_run, more[1], o.failure))
  end
  local verdict = to
  if ENDED[to] then
    set('e', now_text)
    if to == 'c' and o.y then set('y', o.y) end
    if kind == 'f' and more[7] then
      set('de', 1)
      call('ZADD', P .. 'dead:' .. queue, now_text, id)
      verdict = 'F'
    end
    release_unique(id, marks[3])
    enters_ended(id, ENDED[to] .. queue)
  end
  call('HSET', key, unpack(f))
  if to == 's' then
    if kind == 't' then call('HDEL', key, 'u') end
    put_in_place(id, queue, more[4], more[3], more[5])
  elseif to == 'd' then
    call('ZADD', P .. 'scheduled:' .. queue, run_at, id)
    if call('ZRANGE', P .. 'scheduled:' .. queue, 0, 0)[1] == id then call('PUBLISH', ARGV[1], 's') end
  end
  return verdict
end

local function settle_one(id, token, code, o)
  if not gone then gone, ended, deleting = {}, {}, {} end
  local key = P .. 'task:' .. id
  local h = call('HMGET', key, 's', 'k', 'q', 'ex')
  if h[1] ~= 'r' or h[2] ~= token then return repeated(id, token, sub(code, 1, 1)) end
  local queue, marks = h[3], h[4] and call('HMGET', key, 'c', 'l', 'j') or UNMARKED
  leaves_started(id, queue)
  if not marks[2] and (code == 'c' or code == 'cy') then
    complete(id, o.y, queue)
    if marks[3] then release_unique(id, marks[3]) end
    enters_ended(id, 'completed:' .. queue)
    return 'c'
  end
  local verdict = settle_fully(id, token, sub(code, 1, 1), o, queue, marks)
  if listening then note_change(id, queue, string.lower(verdict)) end
  return verdict
end

-- Outcomes of one queue that simply completed. Where the end of the lease says that a plain task is still held by the token, that is all
-- there is to look at; others are settled one by one. Returns where the next begins.
local function settle_completed(at, verdicts)
  local queue, width, count = ARGV[at], #ARGV[at + 1] + 1, tonumber(ARGV[at + 2])
  local ids, from = new_list(), at + 3
  for i = 1, count do ids[i] = ARGV[from + (i - 1) * width] end
  local ends = call('ZMSCORE', P .. 'started:' .. queue, unpack(ids, 1, count))
  local done, n, kept = new_list(), verdicts.n, 0
  local token, expected
  for i = 1, count do
    local id, place = ids[i], from + (i - 1) * width
    local result = width == 3 and ARGV[place + 2]
    if ARGV[place + 1] ~= token then
      token = ARGV[place + 1]
      expected = first_lease(token)
    end
    if ends[i] == expected then
      complete(id, result, queue)
      kept = kept + 1
      ids[kept], done[kept * 2 - 1], done[kept * 2] = id, now_text, id
      verdicts[n + i] = 'c'
    else
      verdicts[n + i] = settle_one(id, token, ARGV[at + 1], {y = result})
    end
  end
  verdicts.n = n + count
  if kept > 0 then
    call('ZREM', P .. 'started:' .. queue, unpack(ids, 1, kept))
    call('ZADD', P .. 'completed:' .. queue, unpack(done, 1, kept * 2))
    note_freed(queue)
  end
  return from + count * width
end

-- Writes what was gathered of those that were settled one by one.
local function write_gathered()
  for queue, list in pairs(gone) do
    if list.n > 0 then
      call('ZREM', P .. 'started:' .. queue, unpack(list, 1, list.n))
      note_freed(queue)
    end
  end
  for index, list in pairs(ended) do
    if list.n > 0 then call('ZADD', P .. index, unpack(list, 1, list.n)) end
  end
end

local function settle_outcomes(at)
  local groups, count, verdicts = tonumber(ARGV[at]), tonumber(ARGV[at + 1]), new_list()
  freed, gone = new_list(), nil
  at = at + 2
  for _ = 1, groups do at = settle_completed(at, verdicts) end
  for i = verdicts.n + 1, count do
    local id, token, code, o = ARGV[at], ARGV[at + 1], ARGV[at + 2], nil
    o, at = read_outcome(at)
    verdicts[i] = settle_one(id, token, code, o)
  end
  if gone then write_gathered() end
  return concat(verdicts, '', 1, count)
end
