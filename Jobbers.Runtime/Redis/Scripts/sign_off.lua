-- sign off: removes the record of a worker that is gone and holds nothing.
-- ARGV: 1 worker
-- Returns: 1 when there was a record
verb('sign_off', {'allow-oom'}, function()
  local known = call('DEL', P .. 'worker:' .. ARGV[1])
  call('ZREM', WORKERS, ARGV[1])
  return known
end)
