-- Writes outcomes, each fenced by its token. Needs: changes, place, unique, history.
-- ARGV from `at`: per outcome id, token, code, then by letter of the code after its first, in this order: d delay in µs | y result |
--       f error, failure for the history | g progress | m message.
-- First letter: c completed, t retry, f failed, x cancelled, q requeued, g given back, d deferred, l stalled, o dropped.
-- Verdicts: the status after the call, '-' rejected, 'F' failed and a dead letter.
local OUTCOME = {c = 'completed', t = 'retry', f = 'failed', x = 'cancelled', q = 'requeued', l = 'stalled', o = 'dropped'}
-- What a plain task has of {cancel requested, attempts in the history, unique key}.
local UNMARKED = {}

local function read_outcome(at)
  local code, o, e = ARGV[at + 2], {}, at + 3
  for i = 2, #code do
    local letter = string.sub(code, i, i)
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
    local by, outcome = string.match(entry, '^(%d+) %d+ %d+ ([%l_]+)')
    if by == token and outcome == OUTCOME[kind] and token ~= h[3] then return h[1] end
  end
  return '-'
end

-- Of one call: ids that leave the index of the started, by queue; what enters which index of ended ones; queues being deleted.
local gone, ended, deleting

local function leave_started(id, queue)
  local list = gone[queue]
  if not list then
    list = {}
    gone[queue] = list
  end
  list[#list + 1] = id
end

local function enter_ended(id, index)
  local list = ended[index]
  if not list then
    list = {}
    ended[index] = list
  end
  list[#list + 1] = now_text
  list[#list + 1] = id
end

local function is_deleting(queue)
  if deleting[queue] == nil then deleting[queue] = call('HGET', P .. 'queue:' .. queue, 'deleting') == '1' end
  return deleting[queue]
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
    local next_run = run_at and string.format('%.0f', run_at)
    set('l', record_attempt(id, marks[2], token, more[2], OUTCOME[kind], next_run, more[1], o.failure))
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
    enter_ended(id, ENDED[to] .. queue)
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

local function settle_outcomes(count, at)
  local verdicts = {}
  gone, ended, deleting = {}, {}, {}
  for i = 1, count do
    local id, token, code = ARGV[at], ARGV[at + 1], ARGV[at + 2]
    local key = P .. 'task:' .. id
    local o = nil
    if #code == 1 then
      at = at + 3
    else
      o, at = read_outcome(at)
    end
    local h = call('HMGET', key, 's', 'k', 'q', 'ex')
    if h[1] ~= 'r' or h[2] ~= token then
      verdicts[i] = repeated(id, token, string.sub(code, 1, 1))
    else
      local queue, marks = h[3], h[4] and call('HMGET', key, 'c', 'l', 'j') or UNMARKED
      leave_started(id, queue)
      if code == 'c' and not marks[2] then
        call('HSET', key, 's', 'c', 'e', now_text)
      elseif code == 'cy' and not marks[2] then
        call('HSET', key, 's', 'c', 'e', now_text, 'y', o.y)
      else
        verdicts[i] = settle_fully(id, token, string.sub(code, 1, 1), o or {}, queue, marks)
      end
      if not verdicts[i] then
        verdicts[i] = 'c'
        if marks[3] then release_unique(id, marks[3]) end
        enter_ended(id, 'completed:' .. queue)
      end
      if listening then note_change(id, queue, string.lower(verdicts[i])) end
    end
  end

  for queue, list in pairs(gone) do call('ZREM', P .. 'started:' .. queue, unpack(list)) end
  for index, list in pairs(ended) do call('ZADD', P .. index, unpack(list)) end
  return table.concat(verdicts), gone
end
