// BullMQ as a contestant: the same lines on standard input as Player/PlayerLoop.cs, the same answers after "=".
// player.mjs <host:port> [serve <slots>]
import { createInterface } from 'node:readline';
import { Queue, Worker } from 'bullmq';

const FIRST = -1;
const BULK = 1000;
const [target, mode, serveSlots] = process.argv.slice(2);
const [host, port] = target.split(':');
const connection = { host, port: Number(port), maxRetriesPerRequest: null };
const ticks = () => Number(process.hrtime.bigint());
const queue = new Queue('bench', { connection });
let tally = newTally(0);

function newTally(expected) {
  const made = { expected, started: 0, ended: 0, firstStart: 0, lastEnd: 0, latencies: [] };
  made.done = new Promise((resolve) => { made.resolve = resolve; });
  return made;
}

async function body({ data }) {
  if (data.at === FIRST) process.stdout.write('first job runs\n');
  const now = ticks();
  const mine = tally;
  if (++mine.started === 1) mine.firstStart = now;
  if (data.at > 0) mine.latencies.push((now - data.at) / 1e6);
  if (data.milliseconds > 0) await new Promise((resolve) => setTimeout(resolve, data.milliseconds));
  mine.ended++;
  if (mine.expected > 0 && mine.ended !== mine.expected) return;
  mine.lastEnd = ticks();
  mine.resolve();
}

async function startWorker(slots) {
  const worker = new Worker('bench', body, { connection, concurrency: slots });
  worker.on('error', () => {});
  await worker.waitUntilReady();
  return worker;
}

function jobs(count, length, milliseconds) {
  const text = 'x'.repeat(length);
  let seed = 1;
  const random = () => { seed = (seed * 48271) % 2147483647; return seed / 2147483647; };
  return Array.from({ length: count }, () => (
    { at: 0, milliseconds: milliseconds >= 0 ? milliseconds : 1 + Math.floor(random() * -milliseconds), text }));
}

const add = (data) => queue.add('bench', data);

const ways = {
  async single(all) { for (const data of all) await add(data); },
  async concurrent(all, callers) {
    let next = 0;
    await Promise.all(Array.from({ length: callers }, async () => { while (next < all.length) await add(all[next++]); }));
  },
  async bulk(all) {
    for (let from = 0; from < all.length; from += BULK)
      await queue.addBulk(all.slice(from, from + BULK).map((data) => ({ name: 'bench', data })));
  },
};

async function pace(perSecond, count) {
  const from = performance.now();
  for (let i = 0; i < count; i++) {
    const wait = (i * 1000) / perSecond - (performance.now() - from);
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    await add({ at: ticks(), milliseconds: 0, text: 'xxxx' });
  }
}

async function measure(step) {
  const cpu = process.cpuUsage();
  const from = performance.now();
  await step();
  const seconds = (performance.now() - from) / 1000;
  const used = process.cpuUsage(cpu);
  return { seconds, cpu: (used.user + used.system) / 1e6 };
}

async function work(slots, count) {
  tally = newTally(count);
  const worker = await startWorker(slots);
  console.log('=ready');
  const measured = await measure(() => (count === 0 ? lines.next() : tally.done));
  await worker.close();
  const sorted = tally.latencies.sort((a, b) => a - b);
  const at = (share) => (sorted.length === 0 ? 0 : sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]);
  return {
    ...measured, seconds: (tally.lastEnd - tally.firstStart) / 1e9, firstStart: tally.firstStart, lastEnd: tally.lastEnd,
    ended: tally.ended, p50: at(0.5), p99: at(0.99), completed: await completed(),
  };
}

const completed = async () => (await queue.getJobCounts('completed')).completed;

async function step([verb, ...words]) {
  switch (verb) {
    case 'enqueue': {
      const [way, count, callers, length, milliseconds] = words;
      const all = jobs(Number(count), Number(length), Number(milliseconds));
      return measure(() => ways[way](all, Number(callers)));
    }
    case 'pace': return measure(() => pace(Number(words[0]), Number(words[1])));
    case 'first': return measure(() => add({ at: FIRST, milliseconds: 0, text: '' }));
    case 'work': return work(Number(words[0]), Number(words[1]));
    case 'completed': return { completed: await completed() };
    default: return { unsupported: `'${verb}' is no step.` };
  }
}

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
if (mode === 'serve') {
  const worker = await startWorker(Number(serveSlots));
  while (!(await lines.next()).done);
  await worker.close();
} else {
  for (let line = await lines.next(); !line.done && line.value !== 'quit'; line = await lines.next())
    console.log(`=${JSON.stringify(await step(line.value.split(' ')))}`);
}
await queue.close();
process.exit(0);
