// One task: what it is, what it does, why it waits, and every attempt.
import { get, post } from '../api.js';
import { h, act, confirmed } from '../html.js';
import { clock, duration, isTerminal, moment, pill, progressBar, secondsBetween } from '../format.js';
import { asCSharp, asCurl, canCopy } from './task-source.js';
import { onChange, repeatedly } from '../live.js';

const json = value => h('pre', { class: 'json', tabindex: 0 }, JSON.stringify(value, null, 2));
const section = (title, ...content) => h('section', {}, h('h2', {}, title), content);

function facts(task) {
  const entries = [
    ['Task', `${task.name}, version ${task.version}`], ['Queue', task.queue], ['Priority', task.priority],
    ['Submitted', moment(task.submitted_at)], ['First submitted', task.first_submitted_at !== task.submitted_at && moment(task.first_submitted_at)],
    ['Due', task.run_at && moment(task.run_at)], ['Started', task.started_at && moment(task.started_at)],
    ['Last heartbeat', task.last_heartbeat_at && moment(task.last_heartbeat_at)], ['Ended', task.completed_at && moment(task.completed_at)],
    ['Cancel requested', task.cancel_requested_at && moment(task.cancel_requested_at)],
    ['Attempt', task.retry_attempt + 1], ['Lost workers', task.crash_count || false], ['Worker', task.worker], ['Fencing token', task.token],
    ['Tags', task.tags?.join(', ')], ['Idempotency key', task.idempotency_key], ['Unique key', task.unique_key],
    ['Trace', task.trace_parent && h('code', {}, task.trace_parent.split('-')[1])],
  ];
  return h('dl', {}, entries.filter(([, value]) => value || value === 0).map(([name, value]) => [h('dt', {}, name), h('dd', {}, value)]));
}

/** Each attempt as a bar between the first submit and the end, or now. */
function timeline(task, history) {
  const from = +new Date(task.first_submitted_at ?? task.submitted_at);
  const bars = history.map(attempt => ({ ...attempt, end: attempt.ended_at }));
  if (task.status === 'started') bars.push({ attempt: bars.length + 1, started_at: task.started_at, outcome: 'started' });
  if (bars.length === 0) return null;
  const to = Math.max(...bars.map(bar => +new Date(bar.end ?? Date.now())), from + 1);
  const x = iso => (new Date(iso ?? Date.now()) - from) / (to - from) * 1000;
  return h('figure', { class: 'timeline' },
    h('svg', { viewBox: `0 0 1000 ${bars.length * 18 + 4}`, preserveAspectRatio: 'none', role: 'img', 'aria-label': 'Attempts in time' },
      bars.map((bar, i) => h('rect', { class: `bar ${bar.outcome}`, x: Math.min(x(bar.started_at), 996), y: i * 18 + 2, height: 14, width: Math.max(4, x(bar.end) - x(bar.started_at)) }))),
    h('figcaption', {}, h('span', {}, `submitted ${clock(new Date(from).toISOString())}`), h('span', {}, `${duration((to - from) / 1000)} in all`)));
}

function attempts(history) {
  if (history.length === 0) return h('p', { class: 'quiet' }, 'No attempt has ended yet.');
  return history.toReversed().map(attempt => h('article', { class: 'attempt', 'data-key': attempt.token },
    h('p', {}, h('strong', {}, `Attempt ${attempt.attempt} `), pill(attempt.outcome), ` ${clock(attempt.started_at)}, ${duration(secondsBetween(attempt.started_at, attempt.ended_at))}, on `,
      h('code', {}, attempt.worker), `, token ${attempt.token}`),
    attempt.error && h('p', { class: 'bad' }, attempt.error),
    attempt.next_run_at && h('p', { class: 'quiet' }, 'Next run ', moment(attempt.next_run_at)),
    attempt.stack_trace && h('details', {}, h('summary', {}, 'Stack'), h('pre', { tabindex: 0 }, attempt.stack_trace))));
}

function why(reasons) {
  return reasons && section(reasons.status === 'scheduled' ? 'Why it waits' : 'Why it is not running yet', h('ul', {}, reasons.reasons.map(reason => h('li', {}, reason.detail))));
}

/** Browsers lend the clipboard to local and encrypted pages only; elsewhere the text is shown, to be copied by hand. */
async function copy(text, what) {
  if (!navigator.clipboard) return text;
  await navigator.clipboard.writeText(text);
  return `Copied as ${what}.`;
}

function buttons(task, types, reload) {
  const type = async () => (await types).find(one => one.name === task.name && one.version === task.version);
  const cancel = () => act(async () => await confirmed(`Cancel ${task.name}?`, 'Cancel it')
    && ((await post(`tasks/${task.id}/cancel`)).message ?? 'Cancelled.'), reload);
  const resubmit = () => act(async () => { await post(`tasks/${task.id}/resubmit`); return 'Resubmitted.'; }, reload);
  return h('p', { class: 'actions' },
    !isTerminal(task.status) && h('button', { type: 'button', onclick: cancel }, 'Cancel'),
    isTerminal(task.status) && h('button', { type: 'button', class: 'primary', onclick: resubmit }, 'Resubmit'),
    canCopy(task) && h('button', { type: 'button', onclick: () => act(() => copy(asCurl(task), 'curl')) }, 'Copy as curl'),
    canCopy(task) && h('button', { type: 'button', onclick: () => act(async () => copy(asCSharp(task, await type()), 'C#')) }, 'Copy as C#'),
    h('button', { type: 'button', onclick: () => act(() => copy(task.id, 'id')) }, 'Copy id'));
}

export async function show(stage) {
  const id = stage.argument;
  // Only for copying, and it must be there when the button is pressed: browsers lend the clipboard for a moment.
  const types = get('task-types').then(answer => answer.task_types, () => []);
  const load = async () => {
    const task = await get(`tasks/${encodeURIComponent(id)}`);
    const [{ history }, reasons] = await Promise.all([
      get(`tasks/${task.id}/history`),
      ['submitted', 'scheduled'].includes(task.status) ? get(`tasks/${task.id}/why`) : undefined,
    ]);
    // The attempt ended between the two reads: what is shown must not contradict itself.
    if (task.status === 'started' && history.some(attempt => attempt.token === task.token)) return load();
    stage.entitle(`${task.name} ${task.status}`);
    stage.render(
      h('h1', {}, task.name, ' ', pill(task.status), ' ', task.dead_letter && h('span', { class: 'pill failed' }, 'dead letter')),
      h('p', { class: 'quiet' }, h('code', {}, task.id)), buttons(task, types, load),
      task.progress !== undefined && h('p', {}, progressBar(task.progress), ` ${Math.round(task.progress * 100)} % `, task.message),
      task.error && h('p', { class: task.status === 'completed' ? 'quiet' : 'failure' }, task.status === 'completed' ? 'Last failure: ' : '', task.error), why(reasons),
      h('div', { class: 'columns' }, section('Task', facts(task)),
        h('div', {}, section('Parameters', task.params === undefined ? h('p', { class: 'quiet' }, 'Not shown: this manager does not know the task.') : json(task.params)),
          task.result !== undefined && section('Result', json(task.result)))),
      section('Attempts', timeline(task, history), attempts(history)));
    return task;
  };
  const first = await load();
  stage.whenLeft(onChange(['tasks'], load));
  if (isTerminal(first.status)) return;
  stage.whenLeft(repeatedly(load, 5000));
}
