-- resubmit: puts ended tasks back in their queues, at a new place.
-- ARGV: 1 signal channel, 2 reset retry count (1 or 0), 3... ids (at most 500)
-- Returns: one letter an id: s resubmitted, n not ended, k unique key held, q queue unknown, f queue full, - not found
-- @include changes
-- @include place
-- @include history
verb('resubmit', {}, function()
  read_clock()
  hear_listeners()

  local function refusal(queue, unique)
    local holder = unique and call('GET', P .. 'unique:' .. unique)
    -- A server that evicts may have lost the one that holds it.
    if holder and call('EXISTS', P .. 'task:' .. holder) == 1 then return 'k' end
    local c = call('HMGET', P .. 'queue:' .. queue, 'name', 'deleting', 'max_length')
    if not c[1] or c[2] == '1' then return 'q' end
    if c[3] then
      local length = call('ZCARD', P .. 'submitted:' .. queue) + call('ZCARD', P .. 'suspect:' .. queue)
      if length >= tonumber(c[3]) then return 'f' end
    end
  end

  local function resubmit(id)
    local key = P .. 'task:' .. id
    local h = call('HMGET', key, 's', 'q', 'j', 'p', 'x', 't', 'f', 'l', 'k', 'b', 'w')
    -- Of a task that a server that evicts has lost, a settle may have left its end.
    if not h[2] then return '-' end
    if not ENDED[h[1]] then return 'n' end
    local refused = refusal(h[2], h[3])
    if refused then return refused end
    local queue, place, crashes = h[2], call('INCR', SEQUENCE), h[5]
    if ARGV[2] == '1' then
      crashes = 0
      call('HDEL', key, 'r', 'x', 'wl')
    end
    -- A first attempt that simply completed has its entry in the task itself, which the next claim overwrites.
    if h[1] == 'c' and not h[8] then
      local ended = call('HGET', key, 'e')
      call('HSET', P .. 'history:' .. id, 1, h[9] .. ' ' .. (h[10] or h[9]) .. ' ' .. ended .. ' completed - ' .. h[11])
      call('HSET', key, 'l', 1)
    end
    call('HDEL', key, 'y', 'er', 'c', 'e', 'g', 'm', 'h', 'u', 'de')
    call('HSET', key, 's', 's', 't', now_text, 'o', place, 'f', h[7] or h[6], 'ex', '1')
    if h[3] then call('SET', P .. 'unique:' .. h[3], id) end
    call('ZREM', P .. ENDED[h[1]] .. queue, id)
    call('ZREM', P .. 'dead:' .. queue, id)
    put_in_place(id, queue, h[4], place, crashes)
    note_change(id, queue, 's')
    return 's'
  end

  local answers = {}
  for i = 3, #ARGV do answers[i - 2] = resubmit(ARGV[i]) end
  write_changes()
  return table.concat(answers)
end)
