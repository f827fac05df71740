-- Ends a task that waits. Needs: changes, unique.
local function cancel_waiting(id, queue, status, unique)
  if status == 'd' then
    call('ZREM', P .. 'scheduled:' .. queue, id)
  elseif call('ZREM', P .. 'submitted:' .. queue, id) == 0 then
    call('ZREM', P .. 'suspect:' .. queue, id)
  end
  call('HSET', P .. 'task:' .. id, 's', 'x', 'e', now_text)
  call('ZADD', P .. 'cancelled:' .. queue, now_text, id)
  release_unique(id, unique)
  note_change(id, queue, 'x')
end
