-- Rings where settles made room under a limit over all workers that their own worker does not use. Needs: settle_outcomes, claim_tasks.

-- Whether the call's claims, if it has any, found that a queue has no such limit.
local function is_without_limit(queue, open_count)
  for i = 1, open_count do
    if queues[i].name == queue then return not queues[i].capped end
  end
  return false
end

local function ring_freed(open_count)
  for i = 1, freed.n do
    local queue = freed[i]
    if not is_without_limit(queue, open_count) then
      local limit = call('HGET', P .. 'queue:' .. queue, 'max_concurrent_total')
      if limit and call('EXISTS', P .. 'submitted:' .. queue) == 1 and call('ZCARD', P .. 'started:' .. queue) < tonumber(limit) then
        call('PUBLISH', ARGV[1], 'b')
      end
    end
  end
end
