// Dead letters by what went wrong: one error, one row, one decision.
import { get, post, remove, withQuery } from '../api.js';
import { h, table, act, confirmed } from '../html.js';
import { count, moment, taskLink, things } from '../format.js';
import { onChange } from '../live.js';

const pages = 5;
const perPage = 200;
const perCall = 1000;

async function readNewest(filter) {
  const letters = [];
  let cursor;
  for (let page = 0; page < pages; page++) {
    const list = await get(withQuery('dead-letter-queue', { ...filter, limit: perPage, cursor }));
    letters.push(...list.tasks);
    cursor = list.next_cursor;
    if (!cursor) break;
  }
  return { letters, more: Boolean(cursor) };
}

const groupKey = letter => JSON.stringify([letter.name, letter.version, letter.queue, letter.error_type ?? '']);

function group(letters) {
  const groups = new Map();
  for (const letter of letters) {
    const key = groupKey(letter);
    groups.set(key, [...groups.get(key) ?? [], letter]);
  }
  return [...groups.values()].sort((a, b) => b.length - a.length);
}

const outcome = (done, refused) => `${count(done)} resubmitted.${refused.length ? ` ${count(refused.length)} refused: ${refused[0].detail}` : ''}`;

async function resubmit(letters) {
  if (!await confirmed(`Resubmit ${things(letters.length, 'dead letter')}, with retry counts that start anew?`, 'Resubmit them')) return '';
  const answer = await post('dead-letter-queue/resubmit', { task_ids: letters.map(letter => letter.id).slice(0, perCall), reset_retry_count: true });
  return outcome(answer.resubmitted, answer.refused);
}

/**
 * All of one error, also those that no page here has read: from the newest of now to the oldest, each once. One that fails again meanwhile is a newer
 * one; to ask for all that there are until there are none could go on for ever.
 */
async function resubmitAll({ queue, name, version, error_type }) {
  const question = `Resubmit all dead letters of ${name} v${version} in ${queue} with ${error_type}, also those not read here? Their retry counts start anew.`;
  if (!await confirmed(question, 'Resubmit all')) return '';
  const refused = [];
  let done = 0, cursor;
  do {
    const page = await get(withQuery('dead-letter-queue', { queue, task_name: name, task_version: version, error_type, limit: perPage, cursor }));
    cursor = page.next_cursor;
    if (page.tasks.length === 0) continue;
    const answer = await post('dead-letter-queue/resubmit', { task_ids: page.tasks.map(letter => letter.id), reset_retry_count: true });
    done += answer.resubmitted;
    refused.push(...answer.refused);
  } while (cursor);
  return outcome(done, refused);
}

async function forget(letters) {
  if (!await confirmed(`Take ${things(letters.length, 'task')} out of the dead letters? What has failed stays until it is pruned.`, 'Remove them')) return '';
  const answer = await remove('dead-letter-queue', { task_ids: letters.map(letter => letter.id).slice(0, perCall) });
  return `${count(answer.removed)} removed.`;
}

function groupRow(letters, isPart, reload) {
  const [newest] = letters;
  const resubmitGroup = () => isPart && newest.error_type ? resubmitAll(newest) : resubmit(letters);
  return h('tr', { 'data-key': groupKey(newest) },
    h('th', { scope: 'row' }, newest.error_type ?? 'no error'),
    h('td', {}, newest.name, h('small', {}, ` v${newest.version}`)),
    h('td', {}, newest.queue),
    h('td', { class: 'number' }, count(letters.length)),
    h('td', {}, moment(newest.completed_at)),
    h('td', { class: 'clip' }, h('details', {}, h('summary', {}, h('span', { class: 'bad' }, newest.error ?? '–')),
      h('ul', {}, letters.slice(0, 50).map(letter => h('li', {}, taskLink(letter.id), ' ', moment(letter.completed_at), ' ', letter.error))),
      letters.length > 50 && h('p', { class: 'quiet' }, `and ${count(letters.length - 50)} more`))),
    h('td', { class: 'buttons' }, h('button', { type: 'button', onclick: () => act(resubmitGroup, reload) }, isPart && newest.error_type ? 'Resubmit all' : 'Resubmit'), ' ',
      h('button', { type: 'button', onclick: () => act(() => forget(letters), reload) }, 'Remove')));
}

export async function show(stage) {
  const filter = Object.fromEntries(stage.query);
  const load = async () => {
    const { letters, more } = await readNewest(filter);
    stage.render(h('h1', {}, 'Dead letters'),
      more && h('p', { class: 'warning' }, `These are the newest ${count(letters.length)}; there are more. Resubmit all takes those of its error too that are not read here.`),
      table('Dead letters by error', ['Error', 'Task', 'Queue', 'Number', 'Newest', 'What it said', ''], group(letters).map(one => groupRow(one, more, load)), 'No dead letters.'));
  };
  await load();
  stage.whenLeft(onChange(['tasks'], () => document.querySelector('main details[open]') || load()));
}
