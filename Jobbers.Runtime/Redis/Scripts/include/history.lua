-- One ended attempt in a task's history: a HASH from the attempt's number to "token started ended outcome next worker\nfailure".
-- The first 10 and the last 40 are kept.
local function record_attempt(id, ended_attempts, token, started, outcome, next_run, worker, failure)
  local number = (tonumber(ended_attempts) or 0) + 1
  local entry = token .. ' ' .. (started or now_text) .. ' ' .. now_text .. ' ' .. outcome .. ' ' .. (next_run or '-') .. ' ' .. (worker or '')
  if failure then entry = entry .. '\n' .. failure end
  call('HSET', P .. 'history:' .. id, number, entry)
  if number > 50 then call('HDEL', P .. 'history:' .. id, number - 40) end
  return number
end
