-- rescue: takes tasks from lapsed leases. A crash is counted only when the worker's own record lapsed too, and where that worker held a
-- suspect only that one is blamed.
-- ARGV: 1 signal channel, 2 limit (at most 500), 3 position to go on from
-- Returns: {next position or 0, then per task: id, queue, token, name, version, worker, status, crash counted (1 or 0), dead letter (1 or 0)}
-- @include changes
-- @include place
-- @include unique
-- @include history
verb('rescue', {'allow-oom'}, function()
  read_clock()
  hear_listeners()
  local workers = {}

  local function worker_record(worker)
    local w = workers[worker]
    if w then return w end
    local r = call('HMGET', P .. 'worker:' .. worker, 'expires', 'suspect')
    w = {dead = not r[1] or tonumber(r[1]) <= now, suspect = r[2]}
    workers[worker] = w
    return w
  end

  local function rescue(id, queue)
    local key = P .. 'task:' .. id
    local h = call('HMGET', key, 'k', 'w', 'c', 'x', 'mc', 'dl', 'p', 'o', 'j', 'l', 'b', 'n', 'v', 'wl')
    -- A server that evicts may have lost the task; the others are not to wait for it.
    if not h[1] then
      call('ZREM', P .. 'started:' .. queue, id)
      return {}
    end
    local token, worker = h[1], h[2]
    local w = worker_record(worker)
    local held = id .. ':' .. token
    local blamed = w.dead and (not w.suspect or w.suspect == held)
    if not w.dead and w.suspect == held then call('HDEL', P .. 'worker:' .. worker, 'suspect') end
    local crashes, lost = tonumber(h[4] or 0), h[14]
    if blamed then
      crashes = crashes + 1
      lost = lost and (lost .. ' ' .. worker) or worker
    end
    local to, dead_letter = 's', 0
    if h[3] or call('HGET', P .. 'queue:' .. queue, 'deleting') == '1' then
      to = 'x'
    elseif blamed and crashes >= tonumber(h[5] or 3) then
      to = 'l'
    end
    local message = 'worker ' .. worker .. ' stopped renewing its lease'
    if to == 'l' then message = crashes .. ' workers were lost with this task: ' .. string.gsub(lost, ' ', ', ') end
    local number = record_attempt(id, h[10], token, h[11] or token, 'worker_lost', nil, worker, 'worker_lost\0' .. message .. '\0')
    local f = {'s', to, 'z', token, 'l', number, 'ex', '1'}
    if blamed then
      for _, value in ipairs({'x', crashes, 'wl', lost}) do f[#f + 1] = value end
    end
    call('ZREM', P .. 'started:' .. queue, id)
    if to == 's' then
      call('HSET', key, unpack(f))
      put_in_place(id, queue, h[7], h[8], crashes)
    else
      f[#f + 1] = 'e'
      f[#f + 1] = now_text
      if to == 'l' then
        f[#f + 1] = 'er'
        f[#f + 1] = 'worker_lost: ' .. message
        if h[6] then
          dead_letter = 1
          f[#f + 1] = 'de'
          f[#f + 1] = 1
          call('ZADD', P .. 'dead:' .. queue, now_text, id)
        end
      end
      call('HSET', key, unpack(f))
      call('ZADD', P .. ENDED[to] .. queue, now_text, id)
      release_unique(id, h[9])
    end
    note_change(id, queue, to)
    return {id, queue, token, h[12], h[13], worker, to, blamed and 1 or 0, dead_letter}
  end

  -- At most 32 queues a call.
  local limit, position = tonumber(ARGV[2]), tonumber(ARGV[3])
  local queues = call('ZRANGE', QUEUES, position, position + 31)
  local reply = {#queues == 32 and position + 32 or 0}
  for _, queue in ipairs(queues) do
    local room = limit - (#reply - 1) / 9
    if room > 0 then
      local lapsed = call('ZRANGEBYSCORE', P .. 'started:' .. queue, '-inf', now_text, 'LIMIT', 0, room)
      for _, id in ipairs(lapsed) do
        for _, value in ipairs(rescue(id, queue)) do reply[#reply + 1] = value end
      end
      if #lapsed > 0 then call('PUBLISH', ARGV[1], 'b') end
    end
  end
  write_changes()
  return reply
end)
