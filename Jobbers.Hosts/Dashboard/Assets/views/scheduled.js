// What waits for its time, the next first; and what comes again and again.
import { get, post, withQuery } from '../api.js';
import { h, table, act, confirmed } from '../html.js';
import { moment, taskLink } from '../format.js';
import { onChange, repeatedly } from '../live.js';

function row(task, reload) {
  // Rows move while the user aims: the question names what was hit.
  const cancel = () => act(async () => {
    if (!await confirmed(`Cancel ${task.name}, ${task.id}?`, 'Cancel it')) return '';
    await post(`tasks/${task.id}/cancel`);
    return `${task.name} is cancelled.`;
  }, reload);
  return h('tr', { 'data-key': task.id },
    h('td', {}, moment(task.run_at)), h('td', {}, taskLink(task.id)), h('td', {}, task.name), h('td', {}, task.queue),
    h('td', { class: 'number' }, task.retry_attempt), h('td', { class: 'clip' }, task.error ? h('span', { class: 'bad' }, task.error) : 'first run'),
    h('td', { class: 'buttons' }, h('button', { type: 'button', onclick: cancel }, 'Cancel')));
}

function recurringRow(type) {
  const query = new URLSearchParams({ task_name: type.name, tag: 'recurring' });
  return h('tr', { 'data-key': `recurring ${type.name}` },
    h('td', {}, moment(type.next_occurrence)), h('th', { scope: 'row' }, h('a', { href: `#/tasks?${query}` }, type.name)), h('td', {}, type.queue),
    h('td', {}, type.cron), h('td', {}, type.cron_time_zone), h('td', { class: 'clip' }, type.description ?? ''),
    h('td', { class: 'buttons' }, h('a', { href: `#/submit?name=${encodeURIComponent(type.name)}&version=${type.version}` }, 'Run now')));
}

export async function show(stage) {
  let recurring = [], trouble;
  const look = async () => {
    try {
      recurring = (await get('task-types')).task_types.filter(type => type.next_occurrence);
      trouble = undefined;
    } catch (failure) {
      trouble = failure.message;
    }
  };
  const load = async () => {
    const list = await get(withQuery('scheduled-tasks', { ...Object.fromEntries(stage.query), limit: 100 }));
    // One that has come is a change, and the one after it is next.
    if (recurring.some(type => new Date(type.next_occurrence) <= Date.now())) await look();
    const { cursor, ...filter } = Object.fromEntries(stage.query);
    const page = (parameters, text) => h('a', { href: `#/scheduled?${new URLSearchParams(parameters)}` }, text);
    stage.render(h('h1', {}, 'Scheduled'),
      table('Scheduled tasks', ['Due', 'Id', 'Task', 'Queue', 'Retries', 'Why', ''], list.tasks.map(task => row(task, load)), 'Nothing is scheduled.'),
      h('p', { class: 'pages' }, cursor && page(filter, 'First page'), ' ', list.next_cursor && page({ ...filter, cursor: list.next_cursor }, 'Next page')),
      recurring.length > 0 && table('Recurring tasks', ['Next', 'Task', 'Queue', 'Cron', 'Time zone', 'What it does', ''], recurring.map(recurringRow)),
      trouble && h('p', { class: 'failure' }, `What recurs is not known: ${trouble}`));
  };
  const all = async () => { await look(); await load(); };
  await all();
  stage.whenLeft(onChange(['tasks'], load));
  stage.whenLeft(repeatedly(all, 30000));
}
