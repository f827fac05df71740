-- The short way of a plain task that is submitted alone, as most are. ARGV: see submit. Needs: changes, ids, queue.

-- The score of a task of usual priority before its place.
local USUAL = 4 * 562949953421312

-- Stores one whose id goes into the newest page, and whose queue has a name and nothing else. Of any other there is no reply, and nothing was
-- written that the call as it is made of any task does not write again.
local function submit_plain(sequence, newest, from)
  local queue, id = ARGV[3], ARGV[6]
  if not newest or id < newest or sequence + 1 - (from or 0) > PAGE or read_queue(queue) ~= JUST_A_NAME then return end
  if call('HSET', P .. 'ids:' .. newest, id, '') == 0 then return end
  local place = format('%d', sequence + 1)
  call('HSET', P .. 'task:' .. id, 's', 's', 'n', ARGV[4], 'v', ARGV[5], 'q', queue, 't', now_text, 'o', place, 'a', ARGV[7], unpack(ARGV, 8))
  local index = P .. 'submitted:' .. queue
  call('ZADD', index, format('%d', USUAL + sequence + 1), id)
  if call('ZCARD', index) == 1 then call('PUBLISH', ARGV[1], 'b') end
  if listening then note_change(id, queue, 's') end
  write_changes()
  return now
end

-- The same call as it is made of any task.
local function as_any()
  local extras = #ARGV - 7
  return {ARGV[1], '1', '1', ARGV[3], ARGV[4], ARGV[5], '', ARGV[6], extras > 0 and 'm' or '', '0', ARGV[7], extras / 2, unpack(ARGV, 8)}
end
