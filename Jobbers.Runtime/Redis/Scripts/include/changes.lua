-- Changes of status, noted only while a listener's mark lives: one stream entry per call, lines of "id queue status".
local listening = (tonumber(redis.call('GET', KEYS[2]) or 0) > now) and {} or nil

local function note_change(id, queue, status)
  if listening then listening[#listening + 1] = id .. ' ' .. queue .. ' ' .. status end
end

local function write_changes()
  if listening and #listening > 0 then
    redis.call('XADD', KEYS[3], 'MAXLEN', 1000, '*', 'c', table.concat(listening, '\n'))
  end
end
