-- What is stored of a queue, by the names of its fields: empty where there is no such queue. Most queues have a name and nothing else, so all
-- fields together are fewer than those that a verb would have to name.
local JUST_A_NAME = {name = true}

local function read_queue(name)
  local flat = call('HGETALL', P .. 'queue:' .. name)
  if flat[1] == 'name' and not flat[3] then return JUST_A_NAME end
  local fields = {}
  for i = 1, #flat, 2 do fields[flat[i]] = flat[i + 1] end
  return fields
end
