// All tasks, by filter; the filter is the address.
import { get, post, withQuery } from '../api.js';
import { h, table, field, act, confirmed } from '../html.js';
import { count, isTerminal, statuses, things } from '../format.js';
import { heads, row } from './task-rows.js';
import { onChange } from '../live.js';

const names = ['status', 'queue', 'task_name', 'tag', 'worker', 'submitted_after', 'submitted_before'];
const most = 1000;

function filterForm(stage) {
  const { query } = stage;
  const input = (name, type = 'text') => h('input', { name, type, value: query.get(name) ?? '' });
  // Enter is asked for by itself: a field that was given its text anew has not changed for the browser, and a form of many fields is not sent by it.
  const onkeydown = event => {
    if (event.key !== 'Enter' || event.target.tagName !== 'INPUT') return;
    event.preventDefault();
    apply();
  };
  const form = h('form', { class: 'filters', role: 'search', onchange: () => apply(), onkeydown },
    field('Status', h('select', { name: 'status' }, h('option', { value: '' }, 'any'), statuses.map(status =>
      h('option', { value: status, selected: query.get('status') === status }, status)))),
    field('Queue', input('queue')), field('Task', input('task_name')), field('Tag', input('tag')), field('Worker', input('worker')),
    field('Submitted after', input('submitted_after', 'datetime-local')), field('Submitted before', input('submitted_before', 'datetime-local')),
    h('button', { type: 'button', onclick: () => stage.navigate(new URLSearchParams()) }, 'Clear'));
  const apply = () => {
    const filled = [...new FormData(form)].filter(([, value]) => value.trim());
    stage.navigate(new URLSearchParams(filled.map(([name, value]) => [name, value.trim()])));
  };
  return form;
}

/** The address keeps local times as the control gives them; the API wants UTC. */
function filterOf(query) {
  const filter = Object.fromEntries(names.map(name => [name, query.get(name)]).filter(([, value]) => value));
  for (const name of ['submitted_after', 'submitted_before'])
    if (filter[name]) filter[name] = new Date(filter[name]).toISOString();
  return filter;
}

/** What the form says now: a list that is on its way shows another filter until it is there. */
function filterIn(form) {
  return filterOf(new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, value.trim()])));
}

/** How many a filter finds, counted up to the most that one call changes. */
async function countMatching(filter) {
  let found = 0;
  for (const status of filter.status ? [filter.status] : ['submitted', 'scheduled', 'started']) {
    let cursor;
    do {
      const page = await get(withQuery('tasks', { ...filter, status, limit: 200, cursor }));
      found += page.tasks.length;
      cursor = page.next_cursor;
    } while (cursor && found < most);
  }
  return found;
}

async function cancelMatching(filter) {
  const said = Object.entries(filter).map(([name, value]) => `${name.replaceAll('_', ' ')} ${value}`).join(', ');
  if (!said) return 'Give a filter first.';
  const found = filter.status && isTerminal(filter.status) ? 0 : await countMatching(filter);
  if (found === 0) return 'No task of this filter can be cancelled.';
  const text = found >= most ? `${count(most)} or more` : count(found);
  if (!await confirmed(`Cancel ${text} waiting, scheduled and running tasks of this filter: ${said}?`, 'Cancel them')) return '';
  const { results, more } = await post('tasks/cancel', filter);
  return `${count(results.filter(result => result.status.startsWith('cancel')).length)} cancelled or asked to stop.${more ? ' There are more: repeat it.' : ''}`;
}

async function cancelPicked(ids) {
  if (!await confirmed(`Cancel ${things(ids.length, 'task')}?`, 'Cancel them')) return '';
  const { results } = await post('tasks/cancel', { task_ids: ids });
  const done = results.filter(result => result.status.startsWith('cancel')).length;
  return `${count(done)} cancelled or asked to stop, ${count(results.length - done)} had ended.`;
}

async function resubmitPicked(ids) {
  if (!await confirmed(`Resubmit ${things(ids.length, 'task')}, from the first attempt?`, 'Resubmit them')) return '';
  let done = 0, refused = '';
  for (const id of ids) {
    try {
      await post(`tasks/${id}/resubmit`);
      done++;
    } catch (failure) {
      refused = ` ${failure.message}`;
    }
  }
  return `${count(done)} of ${count(ids.length)} resubmitted.${refused}`;
}

function actions(filter, form, picked, reload) {
  const button = (text, what) => h('button', { type: 'button', onclick: () => act(what, reload) }, text);
  const hasFilter = Object.keys(filter).length > 0;
  return h('p', { class: 'actions' },
    button('Cancel picked', () => picked.size ? cancelPicked([...picked]) : 'Pick tasks first.'),
    button('Resubmit picked', () => picked.size ? resubmitPicked([...picked]) : 'Pick tasks first.'),
    hasFilter && (!filter.status || !isTerminal(filter.status)) && button('Cancel all of this filter', () => cancelMatching(filterIn(form))));
}

export async function show(stage) {
  const filter = filterOf(stage.query);
  const cursor = stage.query.get('cursor');
  const form = filterForm(stage);
  const picked = new Set();
  const pick = id => h('td', {}, h('input', {
    type: 'checkbox', 'aria-label': `Pick ${id}`, checked: picked.has(id), onchange: event => event.target.checked ? picked.add(id) : picked.delete(id) }));
  const page = parameters => `#/tasks?${new URLSearchParams(parameters)}`;
  const load = async () => {
    const list = await get(withQuery('tasks', { ...filter, cursor, limit: 50 }));
    // Who has left the list is not picked any more.
    for (const id of picked) if (!list.tasks.some(task => task.id === id)) picked.delete(id);
    const rest = Object.fromEntries([...stage.query].filter(([name]) => name !== 'cursor'));
    const pickAll = h('input', { type: 'checkbox', 'aria-label': 'Pick all shown', onchange: event => {
      for (const box of document.querySelectorAll('tbody input[type=checkbox]')) {
        box.checked = event.target.checked;
        box.dispatchEvent(new Event('change'));
      }
    } });
    stage.render(h('h1', {}, 'Tasks'), form, actions(filter, form, picked, load),
      table('Tasks', [pickAll, ...heads], list.tasks.map(task => row(task, pick(task.id))), 'No task matches.'),
      h('p', { class: 'pages' }, cursor && h('a', { href: page(rest) }, 'First page'), ' ',
        list.next_cursor && h('a', { href: page({ ...rest, cursor: list.next_cursor }) }, 'Next page')));
  };
  await load();
  stage.whenLeft(onChange(['tasks'], () => form.contains(document.activeElement) || load()));
}
