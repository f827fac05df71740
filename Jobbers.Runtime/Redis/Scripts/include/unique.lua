-- Gives a unique key free when its task ends, if the key still names it. Needs: P.
local function release_unique(id, unique)
  if unique and redis.call('GET', P .. 'unique:' .. unique) == id then redis.call('DEL', P .. 'unique:' .. unique) end
end
