// A small line chart: no axis but the largest value, one colour a series.
import { h } from './html.js';
import { count } from './format.js';

const width = 600, height = 120, top = 14;

/** series: [{ name, values }], all of one length, the newest last. */
export function lineChart(title, series) {
  const most = Math.max(1, ...series.flatMap(one => one.values));
  const points = values => values.map((value, i) =>
    `${(i * width / Math.max(1, values.length - 1)).toFixed(1)},${(height - value / most * (height - top)).toFixed(1)}`).join(' ');
  return h('figure', { class: 'chart' },
    h('figcaption', {}, title, ' ', series.map((one, i) => h('span', { class: `key series-${i}` }, `${one.name} ${count(Math.round(one.values.at(-1) ?? 0))}`))),
    h('svg', { viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: 'none', role: 'img', 'aria-label': title },
      h('line', { x1: 0, x2: width, y1: top, y2: top, class: 'grid' }),
      h('line', { x1: 0, x2: width, y1: height, y2: height, class: 'grid' }),
      series.map((one, i) => h('polyline', { points: points(one.values), class: `series-${i}` }))),
    h('small', { class: 'quiet' }, `most: ${count(Math.ceil(most))}`));
}
