-- settle and claim: writes outcomes, then claims, so that the room they free is used at once.
-- KEYS: 1 tag prefix, 2 listeners, 3 changes, 4 worker record
-- ARGV: 1 signal channel, 2 worker, 3 call number, 4 want, 5 takes a suspect (1 or 0), 6 number of queues; per queue name, room; then see
--       settle_outcomes
-- Returns: {verdicts, µs to the next rate slot or -1, more waits (1 or 0), claims as in describe_claim, and the token of those without a
--       mark}
-- @include changes
-- @include place
-- @include unique
-- @include history
-- @include lease
-- @include queue
-- @include settle_outcomes
-- @include claim_tasks
-- @include worker_call
-- @include ring_freed
verb('settle_and_claim', {'allow-oom'}, function()
  read_clock()
  hear_listeners()
  local last, suspect, suspect_before = last_call()
  if last == ARGV[3] then return {last_verdicts(), -1, 1, standing_claims()} end
  local queue_count = tonumber(ARGV[6])
  local verdicts, gone = settle_outcomes(7 + queue_count * 2)
  if suspect then last, suspect = last_call() end
  local stale = last and is_later(last, ARGV[3])
  local claimed = claim_tasks(ARGV[2], stale and 0 or tonumber(ARGV[4]), ARGV[5] == '1', queue_count, 7)
  ring_freed(gone, claimed.capped)
  if not stale then remember_call(ARGV[3], not last, verdicts, claimed, claimed.suspect or suspect, suspect_before) end
  write_changes()
  return {verdicts, claimed.next_after, claimed.more, claimed.text, claimed.token or ''}
end)
