// One stream of changes for the whole page; views listen while they are shown.
import { readEvents } from './api.js';

const listeners = new Set();
const label = () => document.getElementById('live');
// The manager says at least each 15 s that it is there.
const silence = 45000;
let lastId;

function show(isLive) {
  label().textContent = isLive ? 'live' : 'not live';
  label().className = isLive ? 'on' : 'off';
}

function tell(event) {
  for (const listener of listeners) listener(event);
}

/** Keeps the stream open for as long as the page lives; after a failure it tries again, later each time up to half a minute. */
export async function keepListening() {
  let isFirst = true;
  for (let wait = 1000; ; wait = Math.min(wait * 2, 30000)) {
    // Only changes of tasks are told again after a gap: of the rest nobody knows what was missed.
    let missed = !isFirst;
    isFirst = false;
    try {
      await readWhileAlive(event => {
        wait = 1000;
        lastId = event.id ?? lastId;
        show(true);
        if (missed) tell({ type: 'reset' });
        missed = false;
        tell(event);
      });
    } catch { /* The views show by themselves what the manager refuses. */ }
    show(false);
    await new Promise(resolve => setTimeout(resolve, wait));
  }
}

/** Reads one stream to its end. A peer that is lost ends nothing: a stream that is silent for too long is given up. */
async function readWhileAlive(onEvent) {
  const connection = new AbortController();
  let alarm;
  const wind = () => { clearTimeout(alarm); alarm = setTimeout(() => connection.abort(), silence); };
  wind();
  try {
    await readEvents(connection.signal, lastId, event => { wind(); onEvent(event); });
  } finally {
    clearTimeout(alarm);
    connection.abort();
  }
}

/**
 * Calls back on changes, at most once a second, one call after the other, and once more at the end of a burst. A reset means that changes were missed:
 * it is news for everybody. Returns what ends it.
 */
export function onChange(types, callback) {
  const later = oneAfterTheOther(callback, 1000);
  const listener = event => { if (event.type === 'reset' || types.includes(event.type)) later.ask(); };
  listeners.add(listener);
  return () => { listeners.delete(listener); later.end(); };
}

/** Calls back again and again, each time so long after the last call was done. Returns what ends it. */
export function repeatedly(callback, pause) {
  const later = oneAfterTheOther(async () => { try { await callback(); } finally { later.ask(); } }, pause);
  later.ask();
  return later.end;
}

function oneAfterTheOther(callback, pause) {
  let timer, runs = false, again = false, ended = false;
  const run = async () => {
    timer = undefined;
    runs = true;
    again = false;
    try { await callback(); } catch { /* What is shown stays until the manager answers again. */ }
    runs = false;
    if (again) ask();
  };
  function ask() {
    if (ended || timer) return;
    if (runs) again = true;
    else timer = setTimeout(run, pause);
  }
  return { ask, end: () => { ended = true; clearTimeout(timer); } };
}
