-- claim: takes tasks under a lease of 15 s, as limits, rates and pauses allow.
-- ARGV: 1 signal channel, 2 worker, 3 call number, 4 want, 5 takes a suspect (1 or 0), 6 number of queues; per queue name, room
-- Returns: reply_text
-- @include changes
-- @include lease
-- @include queue
-- @include claim_text
-- @include claim_tasks
-- @include worker_call
verb('claim', {'allow-oom'}, function()
  read_clock()
  local heads = call('MGET', LISTENERS, ROUTING)
  hear_listeners(heads[1])
  queues_as_of(heads[2])
  local last, suspect, suspect_before = last_call()
  if last == ARGV[3] then return last_reply() end
  local stale = last and is_later(last, ARGV[3])
  local taken = claim_tasks(ARGV[2], stale and 0 or tonumber(ARGV[4]), ARGV[5] == '1', tonumber(ARGV[6]), 7)
  if not stale then remember_call(not last, '', held_claims(), taken or suspect, suspect_before) end
  write_changes()
  return claim_reply('')
end)
