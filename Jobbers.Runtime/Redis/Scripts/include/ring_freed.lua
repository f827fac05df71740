-- Rings where settles made room under a limit over all workers that their own worker does not use.
local function ring_freed(gone, capped)
  for queue in pairs(gone) do
    if capped[queue] ~= false then
      local cap = call('HGET', P .. 'queue:' .. queue, 'max_concurrent_total')
      if cap and call('EXISTS', P .. 'submitted:' .. queue) == 1 and call('ZCARD', P .. 'started:' .. queue) < tonumber(cap) then
        call('PUBLISH', ARGV[1], 'b')
      end
    end
  end
end
