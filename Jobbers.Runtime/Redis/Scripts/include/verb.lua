-- What every function of the library shares. Functions are made once, when the library is loaded; what a call works with is set anew by each
-- call: its KEYS and ARGV, P the prefix of all keys, call for commands. A verb that needs the time begins with read_clock().
local KEYS, ARGV, P, call, now, now_text
-- The library's own names for what is global, which is looked up through a proxy each time; set by the first call, as there is nothing to
-- name while the library is loaded. Whole numbers become text by format('%d', n): tostring and '..' keep 14 digits.
local format, concat, tonumber, unpack, ipairs, pairs, min, max

-- How long a claim lasts without a heartbeat, in µs (LeaseTimes.Lease).
local LEASE = 15000000
-- Where ended tasks lie, by the letter of their status.
local ENDED = {c = 'completed:', f = 'failed:', x = 'cancelled:', l = 'stalled:', o = 'dropped:'}

-- Lists that later calls use again, each with its length in `n`: most of what a small list costs is its growing. What lies behind the length
-- is left from other calls. They are for ids and the like; what is large would stay with the server.
local lists, lent = {}, 0

local function new_list()
  lent = lent + 1
  local list = lists[lent]
  if not list then
    list = {}
    lists[lent] = list
  end
  list.n = 0
  return list
end

local function name_globals()
  call, format, concat, min, max = redis.call, string.format, table.concat, math.min, math.max
  tonumber, unpack, ipairs, pairs = _G.tonumber, _G.unpack, _G.ipairs, _G.pairs
end

-- Registers a verb. NAMES, put before all this, gives each a name that holds the library's version, so that programs of different versions
-- can share a server; FUNCTION LIST says which is which. Flags are Redis': {'no-writes'} may run on a replica; {'allow-oom'} may run without
-- memory left, because it gives some back, or is needed so that others do; {} neither: it brings what the server has to keep.
local function verb(name, flags, run)
  redis.register_function({
    function_name = NAMES[name],
    description = name,
    flags = flags,
    callback = function(keys, args)
      if not call then name_globals() end
      KEYS, ARGV, P, lent = keys, args, keys[1], 0
      local reply = run()
      KEYS, ARGV = nil, nil
      return reply
    end
  })
end
