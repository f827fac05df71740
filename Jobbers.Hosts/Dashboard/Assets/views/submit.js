// A form for every task, made from its schema.
import { get, post } from '../api.js';
import { h, field, notice } from '../html.js';
import { schemaForm } from './schema-form.js';

/** Puts each problem below the control it is about; what belongs to none is said at the top. */
function showProblems(form, failure) {
  for (const place of form.querySelectorAll('[data-errors]')) place.textContent = '';
  for (const [path, problems] of Object.entries(failure.errors ?? {})) {
    const place = form.querySelector(`[data-errors="${CSS.escape(path.split(/[.[]/).slice(0, 2).join('.'))}"]`);
    if (place) place.textContent += `${path} ${problems.join(', ')}. `;
    else notice(`${path} ${problems.join(', ')}`, true);
  }
  if (Object.keys(failure.errors ?? {}).length === 0) notice(failure.message, true);
}

function bodyOf(type, form, parameters) {
  const value = name => form.elements[name].value.trim();
  const body = { name: type.name, version: type.version, params: parameters.read() };
  if (value('queue')) body.queue = value('queue');
  if (value('priority')) body.priority = Number(value('priority'));
  if (value('run_at')) body.run_at = new Date(value('run_at')).toISOString();
  if (value('delay')) body.delay = Number(value('delay'));
  if (value('tags')) body.tags = value('tags').split(',').map(tag => tag.trim()).filter(Boolean);
  return body;
}

function submitForm(type) {
  const parameters = schemaForm(type.params_schema);
  const form = h('form', { class: 'submit' }, h('p', {}, type.description ?? ''), parameters.element,
    h('details', {}, h('summary', {}, 'Queue, priority, time'),
      field('Queue', h('input', { name: 'queue', placeholder: type.queue })),
      field('Priority', h('input', { name: 'priority', type: 'number', min: 0, max: 9, placeholder: type.priority })),
      field('Run at', h('input', { name: 'run_at', type: 'datetime-local' })),
      field('Delay, seconds', h('input', { name: 'delay', type: 'number', min: 0, step: 'any' })),
      field('Tags', h('input', { name: 'tags' }), 'separated by commas'),
      field('Idempotency key', h('input', { name: 'idempotency_key' }))),
    h('p', { class: 'actions' }, h('button', { class: 'primary' }, 'Submit')));
  let isOnItsWay = false;
  form.addEventListener('submit', async event => {
    event.preventDefault();
    // Where an answer takes its time, a second press would make a second task.
    if (isOnItsWay) return;
    isOnItsWay = true;
    const key = form.elements.idempotency_key.value.trim();
    try {
      const task = await post('tasks', bodyOf(type, form, parameters), key ? { 'idempotency-key': key } : {});
      location.hash = `#/task/${task.id}`;
    } catch (failure) {
      showProblems(form, failure);
    } finally {
      isOnItsWay = false;
    }
  });
  return form;
}

export async function show(stage) {
  const { task_types: types } = await get('task-types');
  if (types.length === 0) return stage.render(h('h1', {}, 'Submit'), h('p', {}, 'This manager knows no task.'));
  const wanted = type => type.name === stage.query.get('name') && (!stage.query.get('version') || String(type.version) === stage.query.get('version'));
  const type = types.find(wanted) ?? types[0];
  const choice = h('select', { onchange: event => { const picked = types[event.target.value]; stage.navigate(new URLSearchParams({ name: picked.name, version: picked.version })); } },
    types.map((one, i) => h('option', { value: i, selected: one === type }, `${one.name} v${one.version}`)));
  stage.render(h('h1', {}, 'Submit'), field('Task', choice), submitForm(type));
}
