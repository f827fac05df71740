-- At most 32 queues a call: those named from ARGV[first_argument], else all of KEYS[4] from a position on.
local function queue_window(first_argument, position)
  local queues = {}
  if ARGV[first_argument] then
    for i = first_argument, math.min(#ARGV, first_argument + 31) do queues[#queues + 1] = ARGV[i] end
    return queues, 0
  end
  local all = call('ZRANGE', KEYS[4], position, position + 31)
  return all, #all == 32 and position + 32 or 0
end
