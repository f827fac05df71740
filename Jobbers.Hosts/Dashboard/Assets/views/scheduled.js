// What waits for its time, the next first.
import { get, post, withQuery } from '../api.js';
import { h, table, act, confirmed } from '../html.js';
import { moment, taskLink } from '../format.js';
import { onChange } from '../live.js';

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

export async function show(stage) {
  const load = async () => {
    const list = await get(withQuery('scheduled-tasks', { ...Object.fromEntries(stage.query), limit: 100 }));
    const { cursor, ...filter } = Object.fromEntries(stage.query);
    const page = (parameters, text) => h('a', { href: `#/scheduled?${new URLSearchParams(parameters)}` }, text);
    stage.render(h('h1', {}, 'Scheduled'),
      table('Scheduled tasks', ['Due', 'Id', 'Task', 'Queue', 'Retries', 'Why', ''], list.tasks.map(task => row(task, load)), 'Nothing is scheduled.'),
      h('p', { class: 'pages' }, cursor && page(filter, 'First page'), ' ', list.next_cursor && page({ ...filter, cursor: list.next_cursor }, 'Next page')));
  };
  await load();
  stage.whenLeft(onChange(['tasks'], load));
}
