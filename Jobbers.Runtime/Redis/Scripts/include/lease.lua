-- Tokens and the ends of leases. A token is even, and greater than every one before it. The end of a lease is even only where a plain task
-- (no `ex`, see the README) was claimed and its lease not renewed since: then it is the token plus LEASE, and who reads it knows that the
-- token stands without reading the task. Every other end is odd.
local function token_after(moment) return moment + 2 - moment % 2 end

local function first_lease(token) return format('%d', token + LEASE) end

local function odd_lease() return format('%d', now + LEASE + 1 - now % 2) end
