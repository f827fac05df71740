-- The index of all ids: a directory ZSET (KEYS[4]) of pages by their lowest id, each page a HASH of at most 128 ids, small enough for
-- Redis' compact encoding: about 35 bytes an id, where a ZSET takes 135.
local PAGE = 128

-- Names the highest page anew after pages came or went.
local function note_newest()
  local newest = call('ZREVRANGE', KEYS[4], 0, 0)[1]
  if newest then call('SET', P .. 'newest_ids', newest) else call('DEL', P .. 'newest_ids') end
end

-- The page an id belongs to. The name of the highest page has a key of its own: most ids belong there.
local function page_of(id)
  local newest = call('GET', P .. 'newest_ids')
  if newest and id >= newest then return newest end
  return call('ZREVRANGEBYLEX', KEYS[4], '[' .. id, '-', 'LIMIT', 0, 1)[1]
end

local function add_page(lowest)
  call('ZADD', KEYS[4], 0, lowest)
  note_newest()
end

-- Cuts a page in two at an id: those from it on go into the upper one.
local function split_page(page, at, held)
  local moved, fields = {}, {}
  for _, id in ipairs(held) do
    if id >= at then
      moved[#moved + 1] = id
      fields[#fields + 1] = id
      fields[#fields + 1] = ''
    end
  end
  add_page(at)
  call('HDEL', P .. 'ids:' .. page, unpack(moved))
  call('HSET', P .. 'ids:' .. at, unpack(fields))
end

-- Adds ids in their order, as many at a time as lie in one page and find room there; full pages are halved.
local function add_sorted_ids(ids)
  local added, i = 0, 1
  while i <= #ids do
    local page = page_of(ids[i])
    if not page then
      page = '0'
      add_page(page)
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
      if ids[i] > held[#held] then add_page(ids[i]) else split_page(page, held[#held / 2 + 1], held) end
    end
  end
  return added
end

-- Adds ids given as {id, '', id, '', ...}; returns how many were new.
local function add_ids(fields, lowest, highest)
  local count = #fields / 2
  local page = page_of(lowest)
  if page and (count == 1 or page_of(highest) == page) and call('HLEN', P .. 'ids:' .. page) + count <= PAGE then
    return call('HSET', P .. 'ids:' .. page, unpack(fields))
  end
  local ids = {}
  for i = 1, #fields, 2 do ids[#ids + 1] = fields[i] end
  table.sort(ids)
  return add_sorted_ids(ids)
end

local function remove_id(id)
  local page = page_of(id)
  if not page then return end
  call('HDEL', P .. 'ids:' .. page, id)
  if call('EXISTS', P .. 'ids:' .. page) == 0 then
    call('ZREM', KEYS[4], page)
    note_newest()
  end
end
