-- Gives a unique key free when its task ends, if the key still names it.
local function release_unique(id, unique)
  if unique and call('GET', P .. 'unique:' .. unique) == id then call('DEL', P .. 'unique:' .. unique) end
end
