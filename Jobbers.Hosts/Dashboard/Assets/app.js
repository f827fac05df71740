// Routes: what stands behind # names the view and its filters, so every state can be bookmarked.
import { h } from './html.js';
import { refreshMoments } from './format.js';
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

async function show() {
  const [path, query] = location.hash.replace(/^#\/?/, '').split('?');
  const [name, ...rest] = path.split('/');
  const entry = [...views, ...hidden].find(view => view.path === name) ?? views[0];
  leave();
  const mine = ++shown;
  const main = document.getElementById('main');
  document.title = `${entry.title} · Jobbers`;
  for (const link of document.querySelectorAll('#views a')) {
    if (link.dataset.path === entry.path) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  const cleanUps = [];
  leave = () => cleanUps.forEach(clean => clean());
  const stage = {
    argument: decodeURIComponent(rest.join('/')),
    query: new URLSearchParams(query),
    /** What is to end when the view is left. */
    whenLeft: clean => { if (mine === shown) cleanUps.push(clean); else clean(); },
    /** Shows content, unless the user has gone elsewhere meanwhile. */
    render: (...content) => { if (mine === shown) replace(main, content.flat(Infinity).filter(Boolean)); },
    /** Keeps a filter in the address. */
    navigate: parameters => { location.hash = `#/${path}${parameters.size ? `?${parameters}` : ''}`; },
  };
  try {
    await entry.view.show(stage);
  } catch (failure) {
    stage.render(h('h1', {}, entry.title), h('p', { class: 'failure' }, failure.message), h('button', { type: 'button', onclick: show }, 'Try again'));
  }
}

/** Shows new content, opens again what the user had opened, and leaves the keyboard where it was. */
function replace(main, content) {
  const opened = [...main.querySelectorAll('details')].map(details => details.open);
  const reachable = 'a, button, input, select, textarea, summary';
  const focused = [...main.querySelectorAll(reachable)].indexOf(document.activeElement);
  main.replaceChildren(...content);
  main.querySelectorAll('details').forEach((details, i) => { details.open ||= opened[i] ?? false; });
  if (focused >= 0 && document.activeElement === document.body) main.querySelectorAll(reachable)[focused]?.focus({ preventScroll: true });
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
addEventListener('hashchange', async () => { await show(); document.getElementById('main').focus({ preventScroll: true }); });
setInterval(refreshMoments, 5000);
await show();
keepListening();
