// Queues with their limits, and roles with their queues.
import { get, post, put, remove } from '../api.js';
import { h, table, field, act, confirmed } from '../html.js';
import { count, duration } from '../format.js';
import { onChange } from '../live.js';

const limits = [
  ['max_concurrent', 'At once, a worker'], ['max_concurrent_total', 'At once, in all'],
  ['rate_numerator', 'Rate: starts'], ['rate_denominator', 'Rate: per'], ['max_length', 'Most waiting'],
];
const path = (kind, name) => `${kind}/${encodeURIComponent(name)}`;

/** A form in a dialog; resolves to its values, or nothing. */
function ask(title, controls) {
  return new Promise(resolve => {
    const form = h('form', { method: 'dialog' }, h('h2', {}, title), controls,
      // Back submits nothing: Enter presses a form's first button that does, and is to save.
      h('p', { class: 'actions' }, h('button', { type: 'button', onclick: () => dialog.close('') }, 'Back'), h('button', { value: 'save', class: 'primary' }, 'Save')));
    const dialog = h('dialog', {}, form);
    dialog.addEventListener('close', () => { dialog.remove(); resolve(dialog.returnValue === 'save' ? new FormData(form) : undefined); });
    document.body.append(dialog);
    dialog.showModal();
  });
}

async function editQueue(queue) {
  const number = name => h('input', { name, type: 'number', min: 1, value: queue?.[name] ?? '' });
  const periods = ['', 'second', 'minute', 'hour', 'day'];
  const values = await ask(queue ? `Queue ${queue.name}` : 'New queue', [
    !queue && field('Name', h('input', { name: 'name', required: true, pattern: '[a-zA-Z0-9_.\\-]{1,100}' })),
    limits.map(([name, label]) => field(label, number(name), 'empty: no limit')),
    field('Rate: period', h('select', { name: 'rate_period' }, periods.map(period => h('option', { value: period, selected: queue?.rate_period === period }, period || '–')))),
  ]);
  if (!values) return '';
  const body = { name: queue?.name ?? values.get('name') };
  for (const [name] of limits) if (values.get(name)) body[name] = Number(values.get(name));
  if (values.get('rate_period')) body.rate_period = values.get('rate_period');
  await (queue ? put(path('queues', queue.name), body) : post('queues', body));
  return `Queue ${body.name} is saved. Workers see it within a second.`;
}

async function deleteQueue(queue) {
  const waiting = queue.counts.submitted + queue.counts.scheduled + queue.counts.started;
  const question = waiting ? `Delete queue ${queue.name} and cancel its ${count(waiting)} tasks that have not ended?` : `Delete queue ${queue.name}?`;
  if (!await confirmed(question, 'Delete')) return '';
  return (await remove(`${path('queues', queue.name)}${waiting ? '?force=true' : ''}`)).message;
}

async function editRole(role, names) {
  const values = await ask(role ? `Role ${role.role}` : 'New role', [
    !role && field('Name', h('input', { name: 'name', required: true, pattern: '[a-zA-Z0-9_.\\-]{1,100}' })),
    h('fieldset', {}, h('legend', {}, 'Queues'), names.map(name => h('label', {}, h('input', { type: 'checkbox', name: 'queue', value: name, checked: role?.queues.includes(name) }), name))),
  ]);
  if (!values) return '';
  const name = role?.role ?? values.get('name');
  const answer = role
    ? await put(path('roles', name), { queues: values.getAll('queue') })
    : await post('roles', { name, queues: values.getAll('queue') });
  return answer.warning ?? `Role ${name} is saved.`;
}

function rate(queue) {
  return queue.rate_numerator ? `${count(queue.rate_numerator)} per ${queue.rate_denominator > 1 ? `${queue.rate_denominator} ${queue.rate_period}s` : queue.rate_period}` : '–';
}

function queueRow(queue, reload) {
  const button = (text, what) => h('button', { type: 'button', onclick: () => act(what, reload) }, text);
  const toggle = async () => { await post(`${path('queues', queue.name)}/${queue.paused ? 'resume' : 'pause'}`); return `Queue ${queue.name} is ${queue.paused ? 'resumed' : 'paused'}.`; };
  return h('tr', { 'data-key': `queue ${queue.name}` },
    h('th', { scope: 'row' }, h('a', { href: `#/tasks?queue=${encodeURIComponent(queue.name)}` }, queue.name),
      queue.paused && h('span', { class: 'pill paused' }, 'paused'), queue.deleting && h('span', { class: 'pill failed' }, 'being deleted')),
    h('td', { class: 'number' }, count(queue.counts.submitted)), h('td', { class: 'number' }, count(queue.counts.started)),
    h('td', { class: 'number' }, duration(queue.oldest_waiting_seconds)), h('td', { class: 'number' }, queue.max_concurrent ?? '–'),
    h('td', { class: 'number' }, queue.max_concurrent_total ?? '–'), h('td', {}, rate(queue)), h('td', { class: 'number' }, queue.max_length ?? '–'),
    h('td', { class: 'number' }, queue.workers),
    h('td', { class: 'buttons' }, button('Edit', () => editQueue(queue)), ' ', button(queue.paused ? 'Resume' : 'Pause', toggle), ' ', queue.name !== 'default' && button('Delete', () => deleteQueue(queue))));
}

function roleRow(role, names, reload) {
  const drop = async () => await confirmed(`Delete role ${role.role}?`, 'Delete') ? (await remove(path('roles', role.role))).message : '';
  return h('tr', { 'data-key': `role ${role.role}` }, h('th', { scope: 'row' }, role.role), h('td', {}, role.queues.join(', ')),
    h('td', { class: 'buttons' }, h('button', { type: 'button', onclick: () => act(() => editRole(role, names), reload) }, 'Edit'), ' ',
      h('button', { type: 'button', onclick: () => act(drop, reload) }, 'Delete')));
}

export async function show(stage) {
  const load = async () => {
    const [stats, { workers }, { roles: roleNames }] = await Promise.all([get('stats'), get('workers'), get('roles')]);
    // A queue without limits is gone, and only its ended tasks are still counted.
    const queues = stats.queues.filter(queue => queue.paused !== undefined)
      .map(queue => ({ ...queue, workers: workers.filter(worker => worker.queues.includes(queue.name)).length }));
    const names = queues.map(queue => queue.name);
    const roles = await Promise.all(roleNames.map(name => get(path('roles', name))));
    stage.render(h('h1', {}, 'Queues and roles'),
      h('p', { class: 'actions' }, h('button', { type: 'button', onclick: () => act(() => editQueue(), load) }, 'New queue'),
        h('button', { type: 'button', onclick: () => act(() => editRole(undefined, names), load) }, 'New role')),
      table('Queues', ['Queue', 'Waiting', 'Running', 'Oldest waiting', 'At once, a worker', 'in all', 'Rate', 'Most waiting', 'Workers', ''], queues.map(queue => queueRow(queue, load))),
      table('Roles', ['Role', 'Queues', ''], roles.map(role => roleRow(role, names, load)), 'No role is defined: every worker serves every queue.'));
  };
  await load();
  stage.whenLeft(onChange(['queues'], () => document.querySelector('dialog') || load()));
}
