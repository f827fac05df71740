-- statuses: only the statuses of tasks.
-- KEYS: 1 tag prefix
-- ARGV: ids (at most 500)
-- Returns: one letter an id, '-' where none is stored
local P, call = KEYS[1], redis.call
local letters = {}
for i, id in ipairs(ARGV) do letters[i] = call('HGET', P .. 'task:' .. id, 's') or '-' end
return table.concat(letters)
