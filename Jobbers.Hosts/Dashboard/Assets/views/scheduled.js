// What waits for its time, the next first.
import { get, post, withQuery } from '../api.js';
import { h, table, act } from '../html.js';
import { moment, taskLink } from '../format.js';
import { onChange } from '../live.js';

function row(task, reload) {
  const cancel = () => act(async () => { await post(`tasks/${task.id}/cancel`); return `${task.name} is cancelled.`; }, reload);
  return h('tr', {},
    h('td', {}, moment(task.run_at)), h('td', {}, taskLink(task.id)), h('td', {}, task.name), h('td', {}, task.queue),
    h('td', { class: 'number' }, task.retry_attempt), h('td', { class: 'clip' }, task.error ? h('span', { class: 'bad' }, task.error) : 'first run'),
    h('td', {}, h('button', { type: 'button', onclick: cancel }, 'Cancel')));
}

export async function show(stage) {
  const load = async () => {
    const list = await get(withQuery('scheduled-tasks', { ...Object.fromEntries(stage.query), limit: 100 }));
    const next = list.next_cursor && h('a', { href: `#/scheduled?${new URLSearchParams({ ...Object.fromEntries(stage.query), cursor: list.next_cursor })}` }, 'Next page');
    stage.render(h('h1', {}, 'Scheduled'),
      table('Scheduled tasks', ['Due', 'Id', 'Task', 'Queue', 'Retries', 'Why', ''], list.tasks.map(task => row(task, load)), 'Nothing is scheduled.'), h('p', { class: 'pages' }, next));
  };
  await load();
  stage.whenLeft(onChange(['tasks'], load));
}
