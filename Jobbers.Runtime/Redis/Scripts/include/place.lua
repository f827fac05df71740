-- A task's place in its queue: score (9 - priority) * 2^49 + sequence, so higher priorities come first and then the earlier submit.
-- Suspects (two or more lost workers) wait in an index of their own.
local function put_in_place(id, queue, priority, sequence, crashes)
  local index = P .. ((tonumber(crashes or 0) >= 2) and 'suspect:' or 'submitted:') .. queue
  call('ZADD', index, (9 - (priority or 5)) * 562949953421312 + sequence, id)
  if call('ZCARD', index) == 1 then call('PUBLISH', ARGV[1], 'b') end
end
