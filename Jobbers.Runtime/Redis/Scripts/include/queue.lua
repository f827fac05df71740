-- What is stored of a queue, by the names of its fields: empty where there is no such queue. Most queues have a name and nothing else, so all
-- fields together are fewer than those that a verb would have to name.
local function read_queue(name)
  local flat, fields = call('HGETALL', P .. 'queue:' .. name), {}
  for i = 1, #flat, 2 do fields[flat[i]] = flat[i + 1] end
  return fields
end
