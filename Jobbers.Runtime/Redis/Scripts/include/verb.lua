-- What every function of the library shares. Functions are made once, when the library is loaded; what a call works with is set anew by each
-- call: its ARGV, P the prefix of all keys, call for commands. A verb that needs the time begins with read_clock().
local ARGV, P, call, now, now_text
-- Keys of which there is one. The only key a call names is the prefix: each that it named would be read and made into a string by each call.
local CHANGES, GRAVES, IDS, LISTENERS, META, NEWEST_FROM, NEWEST_IDS, QUEUES, ROLES, ROUTING, SEQUENCE, WORKERS
-- The library's own names for what is global, which is looked up through a proxy each time; set by the first call, as there is nothing to
-- name while the library is loaded. Whole numbers become text by format('%d', n): tostring and '..' keep 14 digits.
local format, concat, sub, match, tonumber, unpack, ipairs, pairs, min, max, floor

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
  call, format, concat, sub, match = redis.call, string.format, table.concat, string.sub, string.match
  tonumber, unpack, ipairs, pairs, min, max, floor = _G.tonumber, _G.unpack, _G.ipairs, _G.pairs, math.min, math.max, math.floor
end

local function name_keys(prefix)
  P = prefix
  CHANGES, GRAVES, IDS, LISTENERS, META = P .. 'changes', P .. 'graves', P .. 'ids', P .. 'listeners', P .. 'meta'
  NEWEST_FROM, NEWEST_IDS, QUEUES, ROLES = P .. 'newest_from', P .. 'newest_ids', P .. 'queues', P .. 'roles'
  ROUTING, SEQUENCE, WORKERS = P .. 'routing', P .. 'seq', P .. 'workers'
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
      if keys[1] ~= P then name_keys(keys[1]) end
      ARGV, lent = args, 0
      local reply = run()
      ARGV = nil
      return reply
    end
  })
end
