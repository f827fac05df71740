-- settle: writes outcomes of attempts, each fenced by its token.
-- ARGV: 1 signal channel, 2 worker, 3 call number, 4... see settle_outcomes
-- Returns: verdicts
-- @include changes
-- @include place
-- @include unique
-- @include history
-- @include lease
-- @include settle_outcomes
-- @include claim_text
-- @include claim_tasks
-- @include worker_call
-- @include ring_freed
verb('settle', {'allow-oom'}, function()
  read_clock()
  hear_listeners()
  local last, suspect, suspect_before = last_call()
  if last == ARGV[3] then return last_verdicts() end
  local verdicts = settle_outcomes(4)
  if suspect then last, suspect = last_call() end
  ring_freed(0)
  local stale = last and is_later(last, ARGV[3])
  if not stale then remember_call(not last, verdicts, '', suspect, suspect_before) end
  write_changes()
  return verdicts
end)
