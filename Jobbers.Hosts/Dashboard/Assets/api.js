// Talks to the manager. The key, where one is needed, lives in this tab's session storage only.
import { parseExactly } from './exact.js';
import { askForKey } from './key.js';

/** A refusal of the API: what its problem document says. */
export class Problem extends Error {
  constructor(status, body) {
    super(body.detail ?? body.title ?? `The manager answered ${status}.`);
    this.status = status;
    this.title = body.title ?? '';
    this.errors = body.errors ?? {};
  }
}

const currentKey = () => sessionStorage.getItem('jobbers.key');

function headers(extra) {
  const key = currentKey();
  return key ? { ...extra, authorization: `Bearer ${key}` } : extra;
}

async function send(method, path, body, extra = {}) {
  const init = { method, headers: headers(extra), cache: 'no-store' };
  if (body !== undefined) {
    init.body = JSON.stringify(body);
    init.headers = { ...init.headers, 'content-type': 'application/json' };
  }
  const sentKey = currentKey();
  let answer;
  try {
    answer = await fetch(path, init);
  } catch {
    throw new Problem(0, { title: 'No answer', detail: 'The manager does not answer. Is it running?' });
  }
  const json = parsed(await answer.text());
  // What guards the program that the manager is within asks for a sign-in by a page, by a status alone or by a problem of its own, and takes no key.
  if (answer.redirected || (answer.status === 401 && !asksForKey(json))) throw new Problem(401, { detail: 'You are not signed in any more. Load this page again.' });
  // A key that was given while this one was on its way is tried before the user is asked once more.
  if (answer.status === 401 && (currentKey() !== sentKey || await askForKey(json?.code === 'sign_in_needed', Boolean(sentKey)))) return send(method, path, body, extra);
  if (!answer.ok) throw new Problem(answer.status, json ?? {});
  if (!json) throw new Problem(answer.status, { detail: 'What answered is no manager of Jobbers. Is something else in front of it?' });
  return json;
}

/** Whether it is the manager that refused, and says what it wants. */
const asksForKey = json => json?.title === 'Key needed' || json?.code === 'sign_in_needed';

/** A proxy says in HTML that the manager is away. */
function parsed(text) {
  try {
    return text ? parseExactly(text) : {};
  } catch {
    return undefined;
  }
}

export const get = path => send('GET', path);
export const post = (path, body, extra) => send('POST', path, body, extra);
export const put = (path, body) => send('PUT', path, body);
export const remove = (path, body) => send('DELETE', path, body);

/** A path with those of the parameters that are set. */
export function withQuery(path, parameters) {
  const query = new URLSearchParams(Object.entries(parameters).filter(([, value]) => value !== undefined && value !== null && value !== ''));
  return query.size ? `${path}?${query}` : path;
}

/** Reads one stream of server-sent events until it ends, by fetch: an EventSource cannot send a key. */
export async function readEvents(signal, lastId, onEvent) {
  const answer = await fetch('events', { headers: headers(lastId ? { 'last-event-id': lastId } : {}), signal, cache: 'no-store' });
  if (!answer.ok) throw new Problem(answer.status, {});
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  for (let rest = ''; ;) {
    const { value, done } = await reader.read();
    if (done) return;
    const parts = (rest + value).split('\n\n');
    rest = parts.pop();
    for (const part of parts) {
      const event = { type: 'message', data: '', id: undefined };
      for (const line of part.split('\n')) {
        if (line.startsWith('event: ')) event.type = line.slice(7);
        else if (line.startsWith('data: ')) event.data += line.slice(6);
        else if (line.startsWith('id: ')) event.id = line.slice(4);
      }
      onEvent(event);
    }
  }
}
