-- workers: ids of workers whose record has not lapsed.
-- ARGV: none
-- Returns: ids
verb('workers', {'no-writes'}, function()
  read_clock()
  return call('ZRANGEBYSCORE', WORKERS, '(' .. now_text, '+inf')
end)
