-- statuses: only the statuses of tasks.
-- KEYS: 1 tag prefix
-- ARGV: ids (at most 500)
-- Returns: one letter an id, '-' where none is stored
verb('statuses', {'no-writes'}, function()
  local letters = {}
  for i, id in ipairs(ARGV) do letters[i] = call('HGET', P .. 'task:' .. id, 's') or '-' end
  return table.concat(letters)
end)
