-- prove writable: the store's now, told only where a heartbeat would be taken: its flags are the heartbeat's, and Redis refuses by them.
-- ARGV: none
-- Returns: µs since 1970
verb('prove_writable', {'allow-oom'}, function()
  read_clock()
  return now
end)
