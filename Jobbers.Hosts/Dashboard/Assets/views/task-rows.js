// Rows of tasks, as several views show them.
import { h } from '../html.js';
import { duration, moment, pill, progressBar, secondsBetween, taskLink } from '../format.js';

export const heads = ['Id', 'Task', 'Status', 'Queue', 'Submitted', 'Took', 'Attempt', 'Progress or error'];

function took(task) {
  // What waits for a retry still has the start of its last attempt.
  if (!task.started_at || !task.completed_at && task.status !== 'started') return '–';
  return duration(secondsBetween(task.started_at, task.completed_at));
}

export function row(task, ...before) {
  return h('tr', { 'data-key': task.id }, before,
    h('td', {}, taskLink(task.id)),
    h('td', {}, task.name, h('small', {}, ` v${task.version}`)),
    h('td', {}, pill(task.status), task.cancel_requested_at && task.status === 'started' && h('small', {}, ' cancel requested')),
    h('td', {}, task.queue),
    h('td', {}, moment(task.submitted_at)),
    h('td', { class: 'number' }, took(task)),
    h('td', { class: 'number' }, task.retry_attempt + 1),
    h('td', { class: 'clip' }, task.error ? h('span', { class: 'bad', title: task.error }, task.error) : [progressBar(task.progress), ' ', task.message]));
}
