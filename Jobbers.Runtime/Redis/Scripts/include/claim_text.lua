-- What a claim says of its tasks: the text that is its reply.

-- Lengths of parameters as text: numbers are slow to write, and most tasks are about as long as others.
local length_text = {}
for i = 1, 512 do length_text[i] = i .. '' end

-- What a claim says of a task: {name, version, parameters, submitted, trace, mark}, and only where it is marked {token before, priority,
-- retry, crashes, first submitted, run at}. Plain tasks, and most are, have no mark: see `ex` in the README.
local function read_claim(key)
  local h = call('HMGET', key, 'n', 'v', 'a', 't', 'tp', 'ex')
  return h, h[6] and call('HMGET', key, 'k', 'p', 'r', 'x', 'f', 'u')
end

-- The reply of a call, as lines: one of what else is to be said, then the claims. All are joined at once: joining each for itself took a fifth
-- of a claim, and a reply of several values is made and read one by one. Who describes claims begins by counting from 1: a call that ended in
-- an error may have left others.
local texts, texts_count = {}, 1

-- One claim, as lines: id, queue, what marks it, trace, name, version, submitted, length of the parameters, and then those. What marks it is
-- empty for a plain task, whose token and start are the call's token; else "token started priority retry crashes first-submitted run-at",
-- with '-' for a time that is not.
local function describe_claim(id, queue, token, started, h, more)
  local t, n, marks = texts, texts_count, ''
  if more then
    marks = token .. ' ' .. started .. ' ' .. (more[2] or '5') .. ' ' .. (more[3] or '0') .. ' ' .. (more[4] or '0') .. ' '
      .. (more[5] or '-') .. ' ' .. (more[6] or '-')
  end
  t[n + 1], t[n + 2], t[n + 3], t[n + 4], t[n + 5], t[n + 6] = id, queue, marks, h[5] or '', h[1], h[2]
  t[n + 7], t[n + 8], t[n + 9] = h[4], length_text[#h[3]] or #h[3], h[3]
  texts_count = n + 9
end

-- "verdicts next_after more token", then the claims; the token is that of those without a mark.
local function reply_text(verdicts, next_slot, more, token)
  texts[1] = verdicts .. ' ' .. next_slot .. ' ' .. more .. ' ' .. token
  local text = concat(texts, '\n', 1, texts_count)
  -- The library would keep up to 1.5 MB until the next claims overwrite them.
  if #text > 65536 then texts = {} end
  return text
end
