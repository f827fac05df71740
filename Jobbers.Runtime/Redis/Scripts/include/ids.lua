-- The index of all ids: a directory ZSET of pages by their lowest id, each page a HASH of at most 64 ids, in
-- Redis' compact encoding: about 40 bytes an id, where a ZSET takes 135. That encoding is searched from its beginning for each id that enters.
local PAGE = 64

-- Says which page is the highest, and from where its ids can be counted: it holds no more of them than there were submits after that place
-- in the sequence. So it is seldom asked how many it holds; 0 is true of every page.
local function note_newest(page, from)
  call('MSET', NEWEST_IDS, page, NEWEST_FROM, from)
end

local function newest_page() return call('GET', NEWEST_IDS) end

-- The page an id belongs to. The name of the highest page has a key of its own: most ids belong there.
local function page_of(id, newest)
  if newest and id >= newest then return newest end
  return call('ZREVRANGEBYLEX', IDS, '[' .. id, '-', 'LIMIT', 0, 1)[1]
end

local function add_page(lowest, newest_from)
  call('ZADD', IDS, 0, lowest)
  if newest_from then note_newest(lowest, newest_from) end
end

-- Cuts a page in two at an id: those from it on go into the upper one.
local function split_page(page, at, held, newest_from)
  local moved, fields = {}, {}
  for _, id in ipairs(held) do
    if id >= at then
      moved[#moved + 1] = id
      fields[#fields + 1] = id
      fields[#fields + 1] = ''
    end
  end
  add_page(at, newest_from and newest_from - #moved)
  call('HDEL', P .. 'ids:' .. page, unpack(moved))
  call('HSET', P .. 'ids:' .. at, unpack(fields))
end

-- Adds ids in their order, as many at a time as lie in one page and find room there; full pages are halved.
local function add_sorted_ids(ids, newest, sequence)
  local added, i = 0, 1
  while i <= #ids do
    local page = page_of(ids[i], newest)
    if not page then
      -- The first of all; or the lowest page went with its tasks, and an id older than all that is left comes after that.
      page = '0'
      add_page(page, not newest and sequence)
      newest = newest or page
    end
    local next_page = call('ZRANGEBYLEX', IDS, '(' .. page, '+', 'LIMIT', 0, 1)[1]
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
      local at = is_above and ids[i] or held[math.floor(#held / 2) + 1]
      local from = not next_page and sequence
      if is_above then add_page(at, from) else split_page(page, at, held, from) end
      if not next_page then newest = at end
    end
  end
  return added
end

-- Adds the ids of a submit, given as {id, '', id, '', ...}; the sequence is that before them, newest and from as note_newest() wrote them.
-- Returns how many were new.
local function add_ids(fields, lowest, highest, is_sorted, sequence, newest, from)
  local count = #fields / 2
  local page = page_of(lowest, newest)
  if page and (count == 1 or page_of(highest, newest) == page) then
    local key, is_newest = P .. 'ids:' .. page, page == newest
    if is_newest and sequence + count - (from or 0) <= PAGE then return call('HSET', key, unpack(fields)) end
    local held = call('HLEN', key)
    if held + count <= PAGE then
      if is_newest then note_newest(page, sequence - held) end
      return call('HSET', key, unpack(fields))
    end
  end
  local ids = {}
  for i = 1, #fields, 2 do ids[#ids + 1] = fields[i] end
  if not is_sorted then table.sort(ids) end
  return add_sorted_ids(ids, newest, sequence)
end

local function remove_id(id)
  local page = page_of(id, newest_page())
  if not page then return end
  call('HDEL', P .. 'ids:' .. page, id)
  if call('EXISTS', P .. 'ids:' .. page) == 1 then return end
  call('ZREM', IDS, page)
  local newest = call('ZREVRANGE', IDS, 0, 0)[1]
  if newest then note_newest(newest, 0) else call('DEL', NEWEST_IDS, NEWEST_FROM) end
end
