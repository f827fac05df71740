// What happens now: sizes, pace, latency, and each queue.
import { get, post } from '../api.js';
import { h, table, act } from '../html.js';
import { count, duration, things } from '../format.js';
import { lineChart } from '../chart.js';
import { onChange, repeatedly } from '../live.js';

const every = 2000;
const kept = 150;
const samples = [];

/** How many wait is known for the present only; the page remembers it while it is open. */
function sample(stats) {
  const now = Date.now();
  if (samples.length && now - samples.at(-1).at < every * 0.9) return;
  samples.push({ at: now, waiting: stats.counts.submitted });
  if (samples.length > kept) samples.shift();
}

const ends = ({ minutes }) => [
  { name: 'completed', values: minutes.map(minute => minute.completed) },
  { name: 'other', values: minutes.map(minute => minute.other) },
];

const tile = (label, value, link) => h('a', { class: 'tile', href: link }, h('strong', {}, value), h('span', {}, label));

function tiles(stats) {
  const { counts } = stats;
  return h('section', { class: 'tiles', 'aria-label': 'Sizes' },
    tile('waiting', count(counts.submitted), '#/tasks?status=submitted'),
    tile(`running, of ${count(stats.slots_total)} slots`, count(counts.started), '#/tasks?status=started'),
    tile('scheduled', count(counts.scheduled), '#/scheduled'),
    tile('completed', count(counts.completed), '#/tasks?status=completed'),
    tile('failed', count(counts.failed), '#/tasks?status=failed'),
    tile('dead letters', count(stats.dead_letters), '#/dead-letters'),
    tile(stats.workers === 1 ? 'worker' : 'workers', count(stats.workers), '#/workers'));
}

const percentiles = times => times ? `${duration(times.p50 / 1000)} / ${duration(times.p95 / 1000)}` : '–';

function queueRow(queue, reload) {
  const { paused } = queue;
  const toggle = () => act(async () => {
    await post(`queues/${encodeURIComponent(queue.name)}/${paused ? 'resume' : 'pause'}`);
    return `Queue ${queue.name} is ${paused ? 'resumed' : 'paused'}.`;
  }, reload);
  return h('tr', { 'data-key': queue.name },
    h('th', { scope: 'row' }, h('a', { href: `#/tasks?queue=${encodeURIComponent(queue.name)}` }, queue.name), paused && h('span', { class: 'pill paused' }, 'paused')),
    h('td', { class: 'number' }, count(queue.counts.submitted)),
    h('td', { class: 'number' }, count(queue.counts.started)),
    h('td', { class: 'number' }, count(queue.counts.scheduled)),
    h('td', { class: 'number' }, count(queue.counts.failed)),
    h('td', { class: 'number' }, duration(queue.oldest_waiting_seconds)),
    h('td', { class: 'number' }, count(Math.round(queue.recent.ended_per_minute))),
    h('td', { class: 'number' }, percentiles(queue.recent.execution_ms)),
    h('td', { class: 'number' }, percentiles(queue.recent.end_to_end_ms)),
    h('td', { class: 'buttons' }, paused !== undefined && h('button', { type: 'button', onclick: toggle }, paused ? 'Resume' : 'Pause')));
}

/** Where something wants attention, in a sentence. */
function warnings(stats, workers) {
  const found = [];
  if (stats.workers === 0 && stats.counts.submitted > 0) found.push('Tasks wait, and no worker is alive. Start one.');
  for (const queue of stats.queues.filter(queue => queue.counts.submitted > 0)) {
    if (queue.paused) found.push(`Queue ${queue.name} is paused with ${things(queue.counts.submitted, 'task')} waiting.`);
    if (workers.length > 0 && !workers.some(worker => worker.queues.includes(queue.name)))
      found.push(`Queue ${queue.name} has ${things(queue.counts.submitted, 'task')} waiting, and no live worker serves it. Start one with a role that has it.`);
  }
  return found.map(text => h('p', { class: 'warning' }, text));
}

export async function show(stage) {
  const load = async () => {
    const [stats, { workers }] = await Promise.all([get('stats'), get('workers')]);
    sample(stats);
    const heads = ['Queue', 'Waiting', 'Running', 'Scheduled', 'Failed', 'Oldest waiting', 'Ended/min', 'Run p50 / p95', 'Whole p50 / p95', ''];
    stage.render(h('h1', {}, 'Overview'), warnings(stats, workers), tiles(stats),
      h('div', { class: 'charts' }, lineChart('Ended, minute by minute', ends(stats.recent)), lineChart('Waiting, since this page is open', [{ name: 'tasks', values: samples.map(one => one.waiting) }])),
      table('Queues', heads, stats.queues.map(queue => queueRow(queue, load)), 'No queue yet.'));
  };
  await load();
  stage.whenLeft(repeatedly(load, every));
  stage.whenLeft(onChange(['queues', 'workers'], load));
}
