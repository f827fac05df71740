// Live worker processes, and the tasks that are known.
import { get } from '../api.js';
import { h, table } from '../html.js';
import { moment } from '../format.js';
import { onChange, repeatedly } from '../live.js';

function row(worker) {
  return h('tr', { 'data-key': worker.id },
    h('th', { scope: 'row' }, h('a', { href: `#/tasks?status=started&worker=${encodeURIComponent(worker.id)}`, class: 'id' }, worker.id)),
    h('td', {}, `${worker.host} (${worker.process_id})`, worker.draining && h('span', { class: 'pill paused' }, 'draining')),
    h('td', {}, worker.version), h('td', {}, worker.role), h('td', {}, worker.queues.join(', ')),
    h('td', { class: 'number' }, h('progress', { max: Math.max(1, worker.slots_total), value: worker.slots_used }), ` ${worker.slots_used} / ${worker.slots_total}`,
      worker.slots_abandoned > 0 && h('small', { class: 'bad' }, ` ${worker.slots_abandoned} abandoned`)),
    h('td', {}, moment(worker.started_at)), h('td', {}, moment(worker.last_seen_at)));
}

function typeRow(type) {
  return h('tr', {},
    h('th', { scope: 'row' }, h('a', { href: `#/submit?name=${encodeURIComponent(type.name)}&version=${type.version}` }, type.name), h('small', {}, ` v${type.version}`)),
    h('td', {}, type.queue), h('td', {}, type.cron ? `${type.cron} (${type.cron_time_zone})` : ''), h('td', { class: 'clip' }, type.description ?? ''), h('td', { class: 'number' }, type.workers.length));
}

export async function show(stage) {
  const load = async () => {
    const [{ workers }, types] = await Promise.all([get('workers'), get('task-types')]);
    stage.render(h('h1', {}, 'Workers'),
      table('Live workers', ['Worker', 'Host (process)', 'Version', 'Role', 'Queues', 'Slots', 'Started', 'Seen'], workers.map(row), 'No worker is alive.'),
      table('Tasks this manager knows', ['Task', 'Queue', 'Recurs', 'What it does', 'Workers that know it'], types.task_types.map(typeRow)));
  };
  await load();
  stage.whenLeft(repeatedly(load, 5000));
  stage.whenLeft(onChange(['workers'], load));
}
