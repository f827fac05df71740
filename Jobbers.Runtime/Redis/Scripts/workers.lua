-- workers: ids of workers whose record has not lapsed.
-- KEYS: 1 tag prefix, 2 workers
-- ARGV: none
-- Returns: ids
verb('workers', {'no-writes'}, function()
  read_clock()
  return call('ZRANGEBYSCORE', KEYS[2], '(' .. now_text, '+inf')
end)
