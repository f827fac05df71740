-- The index of all ids: a directory ZSET (KEYS[4]) of pages by their lowest id, each page a HASH of at most 128 ids, small enough for
-- Redis' compact encoding: about 35 bytes an id, where a ZSET takes 135.
local PAGE = 128

-- Names the highest page anew after a page went.
local function note_newest()
  local newest = call('ZREVRANGE', KEYS[4], 0, 0)[1]
  if newest then call('SET', P .. 'newest_ids', newest) else call('DEL', P .. 'newest_ids') end
end

local function newest_page() return call('GET', P .. 'newest_ids') end

-- The page an id belongs to. The name of the highest page has a key of its own: most ids belong there.
local function page_of(id, newest)
  if newest and id >= newest then return newest end
  return call('ZREVRANGEBYLEX', KEYS[4], '[' .. id, '-', 'LIMIT', 0, 1)[1]
end

local function add_page(lowest, is_highest)
  call('ZADD', KEYS[4], 0, lowest)
  if is_highest then call('SET', P .. 'newest_ids', lowest) end
end

-- Cuts a page in two at an id: those from it on go into the upper one.
local function split_page(page, at, held, is_highest)
  local moved, fields = {}, {}
  for _, id in ipairs(held) do
    if id >= at then
      moved[#moved + 1] = id
      fields[#fields + 1] = id
      fields[#fields + 1] = ''
    end
  end
  add_page(at, is_highest)
  call('HDEL', P .. 'ids:' .. page, unpack(moved))
  call('HSET', P .. 'ids:' .. at, unpack(fields))
end

-- Adds ids in their order, as many at a time as lie in one page and find room there; full pages are halved.
local function add_sorted_ids(ids, newest)
  local added, i = 0, 1
  while i <= #ids do
    local page = page_of(ids[i], newest)
    if not page then
      -- The first of all; or the lowest page went with its tasks, and an id older than all that is left comes after that.
      page = '0'
      add_page(page, not newest)
      newest = newest or page
    end
    local next_page = call('ZRANGEBYLEX', KEYS[4], '(' .. page, '+', 'LIMIT', 0, 1)[1]
    local room, run = PAGE - call('HLEN', P .. 'ids:' .. page), {}
    while i <= #ids and #run < room * 2 and (not next_page or ids[i] < next_page) do
      run[#run + 1] = ids[i]
      run[#run + 1] = ''
      i = i + 1
    end
    if #run > 0 then
      added = added + call('HSET', P .. 'ids:' .. page, unpack(run))
    else
      local held = call('HKEYS', P .. 'ids:' .. page)
      table.sort(held)
      local is_above = ids[i] > held[#held]
      local at = is_above and ids[i] or held[#held / 2 + 1]
      if is_above then add_page(at, not next_page) else split_page(page, at, held, not next_page) end
      if not next_page then newest = at end
    end
  end
  return added
end

-- Adds ids given as {id, '', id, '', ...}; returns how many were new.
local function add_ids(fields, lowest, highest)
  local count = #fields / 2
  local newest = newest_page()
  local page = page_of(lowest, newest)
  if page and (count == 1 or page_of(highest, newest) == page) and call('HLEN', P .. 'ids:' .. page) + count <= PAGE then
    return call('HSET', P .. 'ids:' .. page, unpack(fields))
  end
  local ids = {}
  for i = 1, #fields, 2 do ids[#ids + 1] = fields[i] end
  table.sort(ids)
  return add_sorted_ids(ids, newest)
end

local function remove_id(id)
  local page = page_of(id, newest_page())
  if not page then return end
  call('HDEL', P .. 'ids:' .. page, id)
  if call('EXISTS', P .. 'ids:' .. page) == 0 then
    call('ZREM', KEYS[4], page)
    note_newest()
  end
end
