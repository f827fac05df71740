// How numbers, times and statuses look.
import { h } from './html.js';

export const statuses = ['submitted', 'started', 'scheduled', 'completed', 'failed', 'cancelled', 'stalled', 'dropped'];
export const isTerminal = status => !['submitted', 'started', 'scheduled'].includes(status);

const whole = new Intl.NumberFormat('en');
export const count = number => whole.format(number ?? 0);

/** 950 ms, 12.3 s, 4 min 5 s, 3 h 20 min, 2 d 4 h. */
export function duration(seconds) {
  if (seconds === undefined || seconds === null || Number.isNaN(seconds)) return '–';
  // Rounded first, so that no part of it is ever 60.
  const [whole, minutes, hours] = [1, 60, 3600].map(unit => Math.round(seconds / unit));
  if (seconds < 0.9995) return `${Math.round(seconds * 1000)} ms`;
  if (seconds < 59.95) return `${seconds.toFixed(seconds < 9.995 ? 2 : 1)} s`;
  if (whole < 3600) return inTwo(whole, 60, 'min', 's');
  if (minutes < 1440) return inTwo(minutes, 60, 'h', 'min');
  return inTwo(hours, 24, 'd', 'h');
}

const inTwo = (number, size, large, small) => `${Math.floor(number / size)} ${large}${number % size ? ` ${number % size} ${small}` : ''}`;

export const secondsBetween = (from, to) => from && (new Date(to ?? Date.now()) - new Date(from)) / 1000;

/** A number of things: 1 task, 2 tasks. */
export const things = (number, name) => `${count(number)} ${name}${number === 1 ? '' : 's'}`;

/** A moment as its distance from now, in full on hover. */
export function moment(iso) {
  if (!iso) return '–';
  return h('time', { datetime: iso, title: new Date(iso).toLocaleString() }, distance(iso));
}

/** Every moment that is shown, as far away as it is by now. */
export function refreshMoments() {
  for (const time of document.querySelectorAll('time')) time.textContent = distance(time.dateTime);
}

function distance(iso) {
  const seconds = Math.round(secondsBetween(iso));
  const text = Math.abs(seconds) < 60 ? `${Math.abs(seconds)} s` : duration(Math.abs(seconds));
  return seconds >= 0 ? `${text} ago` : `in ${text}`;
}

export const clock = iso => iso ? new Date(iso).toLocaleTimeString(undefined, { hour12: false }) : '–';

export const pill = status => h('span', { class: `pill ${status}` }, status);

/** The end of an id tells tasks apart; the whole is in the link. */
export const taskLink = (id, text) => h('a', { href: `#/task/${id}`, class: 'id', title: id }, text ?? `…${id.slice(-8)}`);

export function progressBar(share) {
  if (share === undefined || share === null) return null;
  return h('progress', { max: 1, value: share, title: `${Math.round(share * 100)} %` });
}
