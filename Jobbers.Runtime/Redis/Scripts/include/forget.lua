-- Removes a task with everything that belongs to it but its place in the indexes of its queue. Needs: ids.
local function forget(id)
  local key = P .. 'task:' .. id
  local h = call('HMGET', key, 'n', 'i')
  if h[2] then
    local entry = P .. 'idem:' .. h[1] .. ':' .. h[2]
    if call('GET', entry) == id then call('DEL', entry) end
  end
  call('DEL', key, P .. 'history:' .. id)
  remove_id(id)
end
