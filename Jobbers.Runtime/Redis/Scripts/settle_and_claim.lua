-- settle and claim: writes outcomes, then claims, so that the room they free is used at once.
-- ARGV: 1 signal channel, 2 worker, 3 call number, 4 want, 5 takes a suspect (1 or 0), 6 number of queues; per queue name, room; then see
--       settle_outcomes
-- Returns: reply_text
-- @include changes
-- @include place
-- @include unique
-- @include history
-- @include lease
-- @include queue
-- @include settle_outcomes
-- @include claim_text
-- @include claim_tasks
-- @include worker_call
-- @include ring_freed
verb('settle_and_claim', {'allow-oom'}, function()
  read_clock()
  local heads = call('MGET', LISTENERS, ROUTING)
  hear_listeners(heads[1])
  queues_as_of(heads[2])
  local last, suspect, suspect_before = last_call()
  if last == ARGV[3] then return last_reply() end
  local count = tonumber(ARGV[6])
  local verdicts = settle_outcomes(7 + count * 2)
  if suspect then last, suspect = last_call() end
  local stale = last and is_later(last, ARGV[3])
  local taken = claim_tasks(ARGV[2], stale and 0 or tonumber(ARGV[4]), ARGV[5] == '1', count, 7)
  ring_freed(queue_count)
  if not stale then remember_call(not last, verdicts, held_claims(), taken or suspect, suspect_before) end
  write_changes()
  return claim_reply(verdicts)
end)
