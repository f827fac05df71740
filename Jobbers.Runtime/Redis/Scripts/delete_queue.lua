-- delete queue: an empty one at once; a forced one is marked, and at most 500 of its waiting tasks are cancelled a call.
-- ARGV: 1 signal channel, 2 queue, 3 which: e an empty one, f any (forced), m one that is marked
-- Returns: {d deleted | p in progress | e not empty | - not found, id of a task it cancelled, ...}
-- @include changes
-- @include unique
-- @include cancel_waiting
-- @include routing
verb('delete_queue', {'allow-oom'}, function()
  read_clock()
  hear_listeners()
  local queue, limit, reply = ARGV[2], 500, {'-'}
  local config = P .. 'queue:' .. queue
  if call('EXISTS', config) == 0 or (ARGV[3] == 'm' and not call('HGET', config, 'deleting')) then return reply end

  local function occupied()
    return call('EXISTS', P .. 'submitted:' .. queue, P .. 'suspect:' .. queue, P .. 'scheduled:' .. queue, P .. 'started:' .. queue) > 0
  end

  local function cancel_some(index, status)
    for _, id in ipairs(call('ZRANGE', P .. index .. queue, 0, limit - 1)) do
      local h = call('HMGET', P .. 'task:' .. id, 's', 'j')
      if h[1] then
        cancel_waiting(id, queue, status, h[2])
        reply[#reply + 1] = id
      else
        -- A server that evicts has lost it.
        call('ZREM', P .. index .. queue, id)
      end
      limit = limit - 1
    end
  end

  local function leave_roles()
    local roles = call('HGETALL', ROLES)
    for i = 1, #roles, 2 do
      local kept, changed = {}, false
      for name in string.gmatch(roles[i + 1], '%S+') do
        if name == queue then changed = true else kept[#kept + 1] = name end
      end
      if changed then call('HSET', ROLES, roles[i], table.concat(kept, ' ')) end
    end
  end

  if occupied() then
    if ARGV[3] == 'e' then return {'e'} end
    if call('HSET', config, 'deleting', 1) == 1 then new_routing_version() end
    cancel_some('submitted:', 's')
    if limit > 0 then cancel_some('suspect:', 's') end
    if limit > 0 then cancel_some('scheduled:', 'd') end
    write_changes()
    reply[1] = 'p'
    if occupied() then return reply end
  end
  call('DEL', config, P .. 'rate:' .. queue)
  call('ZREM', QUEUES, queue)
  local ended = call('EXISTS', P .. 'completed:' .. queue, P .. 'failed:' .. queue, P .. 'cancelled:' .. queue, P .. 'stalled:' .. queue,
    P .. 'dropped:' .. queue)
  if ended > 0 then call('ZADD', GRAVES, 0, queue) end
  leave_roles()
  new_routing_version()
  reply[1] = 'd'
  return reply
end)
