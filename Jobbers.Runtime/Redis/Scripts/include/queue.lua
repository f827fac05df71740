-- What is stored of a queue, by the names of its fields: empty where there is no such queue. Needs nothing; who calls read_queue() says
-- first which version of the routing holds, because what was read is kept for later calls until another does. A version is a time, so that
-- no store has one twice, not even a store that was emptied; the channel tells databases apart.
local known_queues, known_count, known_version, known_channel = {}, 0, nil, nil

-- Most queues have a name and nothing else.
local JUST_A_NAME = {name = true}

-- Far beyond what anybody has; beyond it all are read anew.
local MOST_KNOWN = 1000

local function queues_as_of(version)
  if version and version == known_version and ARGV[1] == known_channel and known_count < MOST_KNOWN then return end
  known_queues, known_count, known_version, known_channel = {}, 0, version, ARGV[1]
end

-- All fields together are fewer than those that a verb would have to name.
local function read_queue(name)
  local fields = known_queues[name]
  if fields then return fields end
  local flat = call('HGETALL', P .. 'queue:' .. name)
  if not flat[1] then return {} end
  fields = JUST_A_NAME
  if flat[1] ~= 'name' or flat[3] then
    fields = {}
    for i = 1, #flat, 2 do fields[flat[i]] = flat[i + 1] end
  end
  known_queues[name], known_count = fields, known_count + 1
  return fields
end
