// One stream of changes for the whole page; views listen while they are shown.
import { readEvents } from './api.js';

const listeners = new Set();
const label = () => document.getElementById('live');
let lastId;

function show(isLive) {
  label().textContent = isLive ? 'live' : 'not live';
  label().className = isLive ? 'on' : 'off';
}

/** Keeps the stream open for as long as the page lives; after a failure it tries again, later each time up to half a minute. */
export async function keepListening() {
  for (let wait = 1000; ; wait = Math.min(wait * 2, 30000)) {
    try {
      await readEvents(undefined, lastId, event => {
        wait = 1000;
        lastId = event.id ?? lastId;
        show(true);
        for (const listener of listeners) listener(event);
      });
    } catch { /* The views show by themselves what the manager refuses. */ }
    show(false);
    await new Promise(resolve => setTimeout(resolve, wait));
  }
}

/** Calls back on changes, at most once a second and once more at the end of a burst. Returns what ends it. */
export function onChange(types, callback) {
  let timer, last = 0;
  const listener = event => {
    if (!types.includes(event.type) || timer) return;
    timer = setTimeout(() => { timer = undefined; last = Date.now(); callback(); }, Math.max(0, last + 1000 - Date.now()));
  };
  listeners.add(listener);
  return () => { listeners.delete(listener); clearTimeout(timer); };
}
