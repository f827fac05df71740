-- sign off: removes the record of a worker that is gone and holds nothing.
-- KEYS: 1 tag prefix, 2 worker record, 3 workers
-- ARGV: 1 worker
-- Returns: 1 when there was a record
verb('sign_off', {'allow-oom'}, function()
  local known = call('DEL', KEYS[2])
  call('ZREM', KEYS[3], ARGV[1])
  return known
end)
