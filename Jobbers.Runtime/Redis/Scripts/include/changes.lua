-- Changes of status, noted only while a listener's mark lives: one stream entry per call, lines of "id queue status". An entry's id counts
-- the changes up to its last, so that exactly those older than the last 1,000 are cut off.
local listening

-- The mark is given by who has read it already.
local function hear_listeners(mark)
  local until_when = mark == nil and call('GET', LISTENERS) or mark
  listening = until_when and tonumber(until_when) > now and {} or nil
end

local function note_change(id, queue, status)
  if listening then listening[#listening + 1] = id .. ' ' .. queue .. ' ' .. status end
end

local function write_changes()
  if listening and #listening > 0 then
    local newest = call('XREVRANGE', CHANGES, '+', '-', 'COUNT', 1)[1]
    local id = (newest and tonumber(string.match(newest[1], '^%d+')) or now) + #listening
    call('XADD', CHANGES, 'MINID', string.format('%.0f', id - 999), string.format('%.0f-0', id), 'c', table.concat(listening, '\n'))
  end
end
