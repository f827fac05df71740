-- claim: takes tasks under a lease of 15 s, as limits, rates and pauses allow.
-- KEYS: 1 tag prefix, 2 listeners, 3 changes, 4 worker record
-- ARGV: 1 signal channel, 2 worker, 3 call number, 4 want, 5 takes a suspect (1 or 0), 6 number of queues; per queue name, room
-- Returns: {'', µs to the next rate slot or -1, more waits (1 or 0), claims as in describe_claim, and the token of those without a mark}
-- @include changes
-- @include lease
-- @include queue
-- @include claim_tasks
-- @include worker_call
verb('claim', {'allow-oom'}, function()
  read_clock()
  hear_listeners()
  local last, suspect, suspect_before = last_call()
  if last == ARGV[3] then return {'', -1, 1, standing_claims()} end
  local stale = last and is_later(last, ARGV[3])
  local claimed = claim_tasks(ARGV[2], stale and 0 or tonumber(ARGV[4]), ARGV[5] == '1', tonumber(ARGV[6]), 7)
  if not stale then remember_call(ARGV[3], not last, '', claimed, claimed.suspect or suspect, suspect_before) end
  write_changes()
  return {'', claimed.next_after, claimed.more, claimed.text, claimed.token or ''}
end)
