-- statuses: only the statuses of tasks.
-- ARGV: ids (at most 500)
-- Returns: one letter an id, '-' where none is stored
verb('statuses', {'no-writes'}, function()
  local letters = {}
  for i, id in ipairs(ARGV) do
    local h = call('HMGET', P .. 'task:' .. id, 's', 'q')
    -- Of a task that a server that evicts has lost, a settle may have left its end.
    letters[i] = h[2] and h[1] or '-'
  end
  return table.concat(letters)
end)
