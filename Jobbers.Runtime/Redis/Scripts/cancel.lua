-- cancel: ends waiting tasks; stores a request for running ones and hints their workers.
-- ARGV: 1 signal channel, 2... ids (at most 500)
-- Returns: one letter an id: x cancelled, r requested, e ended before, - not found
-- @include changes
-- @include unique
-- @include cancel_waiting
verb('cancel', {'allow-oom'}, function()
  read_clock()
  hear_listeners()
  local answers = {}
  for i = 2, #ARGV do
    local id = ARGV[i]
    local h = call('HMGET', P .. 'task:' .. id, 's', 'q', 'j', 'c')
    if not h[1] then
      answers[i - 1] = '-'
    elseif h[1] == 's' or h[1] == 'd' then
      cancel_waiting(id, h[2], h[1], h[3])
      answers[i - 1] = 'x'
    elseif h[1] == 'r' then
      if not h[4] then call('HSET', P .. 'task:' .. id, 'c', now_text, 'ex', '1') end
      call('PUBLISH', ARGV[1], 'c' .. id)
      answers[i - 1] = 'r'
    else
      answers[i - 1] = 'e'
    end
  end
  write_changes()
  return table.concat(answers)
end)
