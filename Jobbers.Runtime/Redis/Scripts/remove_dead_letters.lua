-- remove dead letters: the tasks stay and age like others.
-- ARGV: ids (at most 500)
-- Returns: how many were dead letters
verb('remove_dead_letters', {'allow-oom'}, function()
  local removed = 0
  for _, id in ipairs(ARGV) do
    local queue = call('HGET', P .. 'task:' .. id, 'q')
    if queue and call('ZREM', P .. 'dead:' .. queue, id) == 1 then
      call('HDEL', P .. 'task:' .. id, 'de')
      removed = removed + 1
    end
  end
  return removed
end)
