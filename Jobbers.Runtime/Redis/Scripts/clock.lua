-- clock: the store's now.
-- ARGV: none
-- Returns: µs since 1970
verb('clock', {'no-writes'}, function()
  read_clock()
  return now
end)
