-- What every function of the library shares. Functions are made once, when the library is loaded; what a call works with is set anew by each
-- call: its KEYS and ARGV, P the prefix of all keys, call for commands. A verb that needs the time begins with read_clock().
local KEYS, ARGV, P, call, now, now_text

-- How long a claim lasts without a heartbeat, in µs (LeaseTimes.Lease).
local LEASE = 15000000
-- Where ended tasks lie, by the letter of their status.
local ENDED = {c = 'completed:', f = 'failed:', x = 'cancelled:', l = 'stalled:', o = 'dropped:'}

-- Registers a verb. NAMES, put before all this, gives each a name that holds the library's version, so that programs of different versions
-- can share a server; FUNCTION LIST says which is which. Flags are Redis': {'no-writes'} may run on a replica; {'allow-oom'} may run without
-- memory left, because it gives some back; {} neither.
local function verb(name, flags, run)
  redis.register_function({
    function_name = NAMES[name],
    description = name,
    flags = flags,
    callback = function(keys, args)
      KEYS, ARGV, P, call = keys, args, keys[1], redis.call
      local reply = run()
      KEYS, ARGV = nil, nil
      return reply
    end
  })
end
