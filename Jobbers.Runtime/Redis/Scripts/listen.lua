-- listen: says for the next 15 s that somebody reads the changes. After a time without listeners the stream starts anew with a mark, so
-- that whoever read before it learns that changes are missing.
-- ARGV: none
-- Returns: 1 when the stream started anew
verb('listen', {'allow-oom'}, function()
  read_clock()
  local lapsed = (tonumber(call('GET', LISTENERS) or 0)) <= now
  call('SET', LISTENERS, now + 15000000, 'EX', 3600)
  if lapsed then
    local newest = call('XREVRANGE', CHANGES, '+', '-', 'COUNT', 1)[1]
    local id = math.max(newest and string.match(newest[1], '^%d+') + 1 or 0, now)
    call('XADD', CHANGES, 'MAXLEN', 1, string.format('%.0f-0', id), 'c', '')
  end
  call('EXPIRE', CHANGES, 3600)
  return lapsed and 1 or 0
end)
