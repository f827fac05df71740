-- The index of all ids: a directory ZSET (KEYS[4]) of pages by their lowest id, each page a HASH of at most 128 ids, small enough for
-- Redis' compact encoding: about 35 bytes an id, where a ZSET takes 135. Needs: P.
local PAGE = 128

local function page_of(id)
  return redis.call('ZREVRANGEBYLEX', KEYS[4], '[' .. id, '-', 'LIMIT', 0, 1)[1]
end

-- Cuts a page in two at an id and returns how many ids went into the upper one.
local function split_page(page, at, held)
  local moved, fields = {}, {}
  for _, id in ipairs(held) do
    if id >= at then
      moved[#moved + 1] = id
      fields[#fields + 1] = id
      fields[#fields + 1] = ''
    end
  end
  redis.call('ZADD', KEYS[4], 0, at)
  if #moved > 0 then
    redis.call('HDEL', P .. 'ids:' .. page, unpack(moved))
    redis.call('HSET', P .. 'ids:' .. at, unpack(fields))
  end
  if #moved == #held then redis.call('ZREM', KEYS[4], page) end
  return #moved
end

local function add_one_id(id)
  local page = page_of(id)
  if not page then
    page = '0'
    redis.call('ZADD', KEYS[4], 0, page)
  elseif redis.call('HLEN', P .. 'ids:' .. page) >= PAGE then
    local held = redis.call('HKEYS', P .. 'ids:' .. page)
    table.sort(held)
    local at = id > held[#held] and id or held[#held / 2 + 1]
    split_page(page, at, held)
    if id >= at then page = at end
  end
  return redis.call('HSET', P .. 'ids:' .. page, id, '')
end

-- Adds ids given as {id, '', id, '', ...}; returns how many were new.
local function add_ids(fields, lowest, highest)
  local count = #fields / 2
  local page = page_of(lowest)
  if page and (count == 1 or page_of(highest) == page) then
    local size = redis.call('HLEN', P .. 'ids:' .. page)
    if size + count <= PAGE then return redis.call('HSET', P .. 'ids:' .. page, unpack(fields)) end
    if count > 1 and page ~= lowest then
      local moved = split_page(page, lowest, redis.call('HKEYS', P .. 'ids:' .. page))
      if moved + count <= PAGE then return redis.call('HSET', P .. 'ids:' .. lowest, unpack(fields)) end
    end
  end
  local added = 0
  for i = 1, #fields, 2 do added = added + add_one_id(fields[i]) end
  -- A split may have left a page that nothing was put into.
  if redis.call('HLEN', P .. 'ids:' .. lowest) == 0 then redis.call('ZREM', KEYS[4], lowest) end
  return added
end

local function remove_id(id)
  local page = page_of(id)
  if not page then return end
  redis.call('HDEL', P .. 'ids:' .. page, id)
  if redis.call('EXISTS', P .. 'ids:' .. page) == 0 then redis.call('ZREM', KEYS[4], page) end
end
