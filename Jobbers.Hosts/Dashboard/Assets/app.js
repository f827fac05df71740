// Routes: what stands behind # names the view and its filters, so every state can be bookmarked.
import { h } from './html.js';
import { refreshMoments } from './format.js';
import { untilFree } from './hand.js';
import { keepListening } from './live.js';
import * as overview from './views/overview.js';
import * as tasks from './views/tasks.js';
import * as task from './views/task.js';
import * as deadLetters from './views/dead-letters.js';
import * as queues from './views/queues.js';
import * as workers from './views/workers.js';
import * as scheduled from './views/scheduled.js';
import * as submit from './views/submit.js';

const views = [
  { path: '', key: 'o', title: 'Overview', view: overview },
  { path: 'tasks', key: 'a', title: 'Tasks', view: tasks },
  { path: 'scheduled', key: 's', title: 'Scheduled', view: scheduled },
  { path: 'dead-letters', key: 'd', title: 'Dead letters', view: deadLetters },
  { path: 'queues', key: 'q', title: 'Queues and roles', view: queues },
  { path: 'workers', key: 'w', title: 'Workers', view: workers },
  { path: 'submit', key: 'n', title: 'Submit', view: submit },
];
const hidden = [{ path: 'task', title: 'Task', view: task }];

let leave = () => {};
let shown = 0;
/** The view, what it is of, and which page of it: only filters change in one place. */
let place;
/** Where the user has typed and the browser has not yet said that it is done. */
let typed;
/** A field that is taken away in the middle of its text is no field that was filled, though browsers say so. */
let replacing = false;

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

async function show() {
  const [path, query] = location.hash.replace(/^#\/?/, '').split('?');
  const [name, ...rest] = path.split('/');
  const entry = [...views, ...hidden].find(view => view.path === name) ?? views[0];
  leave();
  const mine = ++shown;
  const parameters = new URLSearchParams(query);
  const here = `${path} ${parameters.get('cursor') ?? ''}`;
  let stays = here === place;
  place = here;
  const main = document.getElementById('main');
  document.title = `${entry.title} · Jobbers`;
  for (const link of document.querySelectorAll('#views a')) {
    if (link.dataset.path === entry.path) {
      link.setAttribute('aria-current', 'page');
      link.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    } else link.removeAttribute('aria-current');
  }
  const cleanUps = [];
  leave = () => cleanUps.forEach(clean => clean());
  const stage = {
    argument: decoded(rest.join('/')),
    query: parameters,
    /** What is to end when the view is left. */
    whenLeft: clean => { if (mine === shown) cleanUps.push(clean); else clean(); },
    /** Shows content, unless the user has gone elsewhere meanwhile. */
    render: (...content) => {
      if (mine !== shown) return;
      const change = () => {
        if (mine !== shown) return;
        replace(main, content.flat(Infinity).filter(Boolean), stays);
        if (!stays) scrollTo(0, 0);
        stays = true;
      };
      if (stays) untilFree(main, change);
      else change();
    },
    /** Names the browser's tab after what is shown. */
    entitle: text => { if (mine === shown) document.title = `${text} · Jobbers`; },
    /** Keeps a filter in the address. */
    navigate: parameters => { location.hash = `#/${path}${parameters.size ? `?${parameters}` : ''}`; },
  };
  try {
    await entry.view.show(stage);
  } catch (failure) {
    stage.render(h('h1', {}, entry.title), h('p', { class: 'failure' }, failure.message), h('button', { type: 'button', onclick: show }, 'Try again'));
  }
}

/** Elements by the row they belong to and their number in it: rows come, go and move, and a key press must not hit another one. */
function byRow(main, selector) {
  const numbers = new Map();
  return new Map([...main.querySelectorAll(selector)].map(element => {
    const row = element.closest('[data-key]')?.dataset.key ?? '';
    const number = numbers.get(row) ?? 0;
    numbers.set(row, number + 1);
    return [`${number} ${row}`, element];
  }));
}

/**
 * Shows new content; in the same place it opens again what the user had opened, moves it to where the user had moved it, and leaves the keyboard where
 * it was, with what is half typed.
 */
function replace(main, content, stays) {
  const reachable = 'a, button, input, select, textarea, summary, pre';
  const movable = '.scroll, pre';
  const opened = byRow(main, 'details');
  const moved = [...byRow(main, movable)].map(([name, { scrollLeft, scrollTop }]) => [name, scrollLeft, scrollTop]).filter(([, left, top]) => left || top);
  const focused = document.activeElement;
  const [name] = [...byRow(main, reachable)].find(([, element]) => element === focused) ?? [];
  replacing = true;
  main.replaceChildren(...content);
  replacing = false;
  if (!stays) return;
  for (const [key, details] of byRow(main, 'details')) details.open ||= opened.get(key)?.open ?? false;
  const boxes = byRow(main, movable);
  for (const [key, left, top] of moved) boxes.get(key)?.scrollTo(left, top);
  if (name === undefined || document.activeElement !== document.body) return;
  const heir = byRow(main, reachable).get(name) ?? main;
  if (typed === focused && heir.name === focused.name) heir.value = focused.value;
  heir.focus({ preventScroll: true });
}

function applyTheme(theme) {
  document.documentElement.dataset.theme = theme;
  localStorage.setItem('jobbers-theme', theme);
}

function toggleTheme() {
  const isDark = document.documentElement.dataset.theme === 'dark'
    || (!document.documentElement.dataset.theme && matchMedia('(prefers-color-scheme: dark)').matches);
  applyTheme(isDark ? 'light' : 'dark');
}

document.getElementById('views').append(...views.map(view =>
  h('a', { href: `#/${view.path}`, 'data-path': view.path, title: `${view.title} (g ${view.key})` }, view.title)));
document.getElementById('theme').addEventListener('click', toggleTheme);
if (localStorage.getItem('jobbers-theme')) applyTheme(localStorage.getItem('jobbers-theme'));

// g and a letter goes to a view, / to the first filter, t changes the theme.
let pressedG = 0;
addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey || /INPUT|SELECT|TEXTAREA/.test(event.target.tagName)) return;
  const view = Date.now() - pressedG < 1500 && views.find(view => view.key === event.key);
  pressedG = event.key === 'g' ? Date.now() : 0;
  if (view) location.hash = `#/${view.path}`;
  else if (event.key === 't') toggleTheme();
  else if (event.key === '/') {
    document.querySelector('main input, main select')?.focus();
    event.preventDefault();
  }
});
addEventListener('input', event => { typed = event.target; });
addEventListener('change', event => {
  if (replacing) event.stopImmediatePropagation();
  else typed = undefined;
}, { capture: true });
const toContent = () => document.getElementById('main').focus({ preventScroll: true });
// The address is the view's: the link must not change it.
document.querySelector('.skip').addEventListener('click', event => { event.preventDefault(); toContent(); });
addEventListener('hashchange', async () => {
  const before = place;
  await show();
  if (place !== before || document.activeElement === document.body) toContent();
});
setInterval(refreshMoments, 5000);
await show();
keepListening();
