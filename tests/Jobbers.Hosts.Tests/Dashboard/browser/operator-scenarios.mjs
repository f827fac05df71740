// What an operator does with the dashboard while the system moves below the hands.
import assert from 'node:assert/strict';

const see = (page, text) => page.getByText(text, { exact: false }).first().waitFor();

async function call(url, method, path, body) {
  const answer = await fetch(`${url}/${path}`, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  assert.ok(answer.ok, `${path}: ${answer.status}`);
  return answer.json();
}

const submit = async (url, body) => (await call(url, 'POST', 'tasks', body)).id;
/** Until the worker has said that it serves a queue, or that it does so no longer: from then on it does as it said. */
async function servedIs(url, queue, served) {
  for (let wait = 0; ; wait++) {
    const { workers } = await (await fetch(`${url}/workers`)).json();
    if (workers.length && workers.some(worker => worker.queues.includes(queue)) === served) return;
    assert.ok(wait < 600, `${queue} is ${served ? 'not' : 'still'} served`);
    await new Promise(done => setTimeout(done, 100));
  }
}

/** As if a task of the program under test, which has none that does, recurred. */
const recurs = (page, next) => page.route('**/task-types', async route => {
  const answer = await (await route.fetch()).json();
  Object.assign(answer.task_types.find(type => type.name === 'noop'), { cron: '30 3 * * MON-FRI', cron_time_zone: 'Europe/Berlin', next_occurrence: next() });
  await route.fulfill({ json: answer });
});

const focusedKey = page => page.evaluate(() => document.activeElement.closest('[data-key]')?.dataset.key);
const address = page => page.evaluate(() => location.hash);

export const operatorScenarios = {
  async the_focus_stays_with_its_task_when_others_come_before_it({ page, url }) {
    const id = await submit(url, { name: 'noop', params: {}, delay: 600 });
    await page.goto(`${url}/#/scheduled`);
    await page.locator('#live.on').waitFor();
    await page.getByRole('button', { name: 'Cancel' }).focus();
    const earlier = await submit(url, { name: 'noop', params: {}, delay: 300 });
    await page.locator(`[data-key="${earlier}"]`).waitFor();
    assert.equal(await focusedKey(page), id);
    await page.keyboard.press('Enter');
    await see(page, `Cancel noop, ${id}?`);
    await page.getByRole('button', { name: 'Cancel it' }).click();
    await see(page, 'noop is cancelled.');
    assert.equal((await (await fetch(`${url}/tasks/${earlier}`)).json()).status, 'scheduled');
  },

  async tasks_that_recur_are_seen_with_their_next_time_and_run_by_hand({ page, url }) {
    await recurs(page, () => '2099-11-30T02:30:00Z');
    await page.goto(`${url}/#/scheduled`);
    const row = page.getByRole('table', { name: 'Recurring tasks' }).getByRole('row').filter({ hasText: 'noop' });
    await row.getByText('30 3 * * MON-FRI', { exact: true }).waitFor();
    await row.getByText('Europe/Berlin', { exact: true }).waitFor();
    assert.equal(await page.getByRole('table', { name: 'Recurring tasks' }).getByRole('row').count(), 2);
    assert.match(await row.locator('time').getAttribute('datetime'), /^2099-11-30T02:30:00/);
    await row.getByRole('link', { name: 'Run now' }).click();
    await page.getByRole('button', { name: 'Submit', exact: true }).click();
    await page.waitForFunction(() => location.hash.startsWith('#/task/'));
    await see(page, 'completed');
  },

  async the_focus_stays_with_a_recurring_task_when_there_come_to_be_more_pages({ page, url }) {
    await recurs(page, () => '2099-11-30T02:30:00Z');
    await page.goto(`${url}/#/scheduled`);
    await page.locator('#live.on').waitFor();
    await page.getByRole('link', { name: 'Run now' }).focus();
    await Promise.all(Array.from({ length: 101 }, () => submit(url, { name: 'noop', params: {}, delay: 600 })));
    await page.getByRole('link', { name: 'Next page' }).waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Run now');
  },

  async a_recurring_task_whose_time_has_come_shows_the_one_after({ page, url }) {
    // Not by looking each half minute.
    await page.addInitScript(() => {
      const real = window.setTimeout;
      window.setTimeout = (call, after, ...rest) => after === 30000 ? 0 : real(call, after, ...rest);
    });
    let next = '2020-11-30T02:30:00Z';
    await recurs(page, () => next);
    await page.goto(`${url}/#/scheduled`);
    await page.locator('#live.on').waitFor();
    await page.locator('time[datetime^="2020-"]').waitFor();
    next = '2099-11-30T02:30:00Z';
    await submit(url, { name: 'noop', params: {} });
    await page.locator('time[datetime^="2099-"]').waitFor();
  },

  async what_is_scheduled_is_seen_though_nobody_tells_what_recurs({ page, url }) {
    const id = await submit(url, { name: 'noop', params: {}, delay: 600 });
    await page.route('**/task-types', route => route.fulfill({ status: 503, json: { title: 'Away', detail: 'The types are away.' } }));
    await page.goto(`${url}/#/scheduled`);
    await page.locator(`[data-key="${id}"]`).waitFor();
    await see(page, 'The types are away.');
  },

  async filters_are_filled_one_after_the_other_by_keyboard({ page, url }) {
    // Answers that take their time come in the middle of what is typed next: at its begin, between its letters and before Enter.
    let after = 0;
    await page.route('**/tasks?*', async route => {
      await new Promise(done => setTimeout(done, after));
      await route.continue();
    });
    for (after of [0, 200, 450, 700]) {
      await page.goto('about:blank');
      await page.goto(`${url}/#/tasks?tag=t${after}`);
      await page.getByRole('button', { name: 'Cancel all of this filter' }).waitFor();
      await page.locator('[name=queue]').fill('');
      await page.locator('[name=queue]').focus();
      await page.keyboard.type('default');
      await page.keyboard.press('Tab');
      await page.keyboard.type('echo', { delay: 150 });
      await page.keyboard.press('Enter');
      await page.waitForFunction(() => location.hash.includes('task_name=echo'));
      assert.match(await address(page), /queue=default/);
    }
  },

  async skip_to_content_stays_in_the_view({ page, url }) {
    await page.goto(`${url}/#/workers`);
    await page.locator('h1', { hasText: 'Workers' }).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'main');
    assert.equal(await address(page), '#/workers');
  },

  async the_next_page_begins_at_its_top({ page, url }) {
    await call(url, 'POST', 'tasks/batch', Array.from({ length: 120 }, () => ({ name: 'noop', params: {}, delay: 600 })));
    await page.goto(`${url}/#/tasks?status=scheduled`);
    await page.getByRole('link', { name: 'Next page' }).click();
    await page.getByRole('link', { name: 'First page' }).waitFor();
    assert.equal(await page.evaluate(() => scrollY), 0);
    assert.equal(await page.locator('tbody tr').count(), 50);
  },

  async an_address_that_does_not_decode_is_no_dead_end({ page, url }) {
    await page.goto(`${url}/#/task/%E0%A4%A`);
    await see(page, 'is no task id');
    await page.locator('#live.on').waitFor();
  },

  async a_proxy_that_answers_for_the_manager_is_understood({ page, url }) {
    await page.route('**/workers', route => route.fulfill({ status: 502, contentType: 'text/html', body: '<html>Bad gateway</html>' }));
    await page.goto(`${url}/#/workers`);
    await see(page, 'The manager answered 502.');
  },

  async a_queue_that_nobody_serves_is_named_while_tasks_wait_in_it({ page, url }) {
    await call(url, 'POST', 'queues', { name: 'orphan' });
    await servedIs(url, 'orphan', true);
    await call(url, 'POST', 'roles', { name: 'elsewhere', queues: ['orphan'] });
    await servedIs(url, 'orphan', false);
    await submit(url, { name: 'noop', queue: 'orphan', params: {} });
    await page.goto(`${url}/#/`);
    await see(page, 'Queue orphan has 1 task waiting, and no live worker serves it.');
  },

  async a_task_that_waits_for_a_retry_takes_no_time_meanwhile({ page, url }) {
    await submit(url, { name: 'flaky', params: { fail_times: 5 } });
    await page.goto(`${url}/#/tasks?task_name=flaky`);
    await page.waitForFunction(() => document.querySelector('tbody .pill.scheduled')?.closest('tr').querySelector('td.number').textContent === '–');
  },

  async a_copied_task_is_csharp_that_compiles({ page, url }) {
    const id = await submit(url, { name: 'validated', params: { report_id: 3, name: 'x y', kind: 'Pdf', sections: [{ title: 'a', rows: 1 }] }, delay: 600 });
    await page.goto(`${url}/#/task/${id}`);
    await page.getByRole('button', { name: 'Copy as C#' }).click();
    await see(page, 'Copied as C#.');
    const line = await page.evaluate(() => navigator.clipboard.readText());
    assert.match(line, /^await client\.Enqueue\w+\(reportId: 3, .*kind: default! \/\* "Pdf" \*\//);
    assert.equal(await page.evaluate(async () => {
      const { asCSharp } = await import('./assets/views/task-source.js');
      const params_schema = { properties: { price: { type: 'number' }, at: { type: 'string', format: 'date-time' }, event: { type: 'string' } } };
      return asCSharp({ name: 'price_it', params: { price: 1.5, at: '2026-01-01T00:00:00Z', event: 'sale' } }, { declared_by: 'A.B.SetPriceAsync', params_schema });
    }), 'await client.EnqueueSetPrice(price: 1.5m, at: default! /* "2026-01-01T00:00:00Z" */, @event: "sale");');
  },

  async a_form_submits_what_its_controls_show({ page, url }) {
    await page.goto(url);
    const read = await page.evaluate(async () => {
      const { schemaForm } = await import('./assets/views/schema-form.js');
      const form = schemaForm({ required: ['minutes'], properties: {
        minutes: { type: 'integer', enum: [15, 30] }, kind: { type: 'string', enum: ['15', '30'], default: '30' }, none: { type: ['integer', 'null'], enum: [1, null] },
        until: { type: 'integer', format: 'int64', default: JSON.parse('9223372036854775807') }, from: { type: 'integer', format: 'int64', default: 5 },
      } });
      form.element.querySelector('[name="params.minutes"]').value = '30';
      return form.read();
    });
    assert.deepEqual(read, { minutes: 30, kind: '30', from: 5 });
  },

  async durations_carry_over({ page, url }) {
    await page.goto(url);
    const shown = await page.evaluate(async () => {
      const { duration } = await import('./assets/format.js');
      return [0.0124, 0.9999, 9.999, 59.97, 60, 119.6, 3599.7, 7199, 86399, 172799].map(duration);
    });
    assert.deepEqual(shown, ['12 ms', '1.00 s', '10.0 s', '1 min', '1 min', '2 min', '1 h', '2 h', '1 d', '2 d']);
  },

  async a_phone_shows_more_of_the_page_than_of_the_menu({ page, url }) {
    await page.setViewportSize({ width: 390, height: 800 });
    await page.goto(`${url}/#/submit`);
    await page.locator('h1', { hasText: 'Submit' }).waitFor();
    assert.ok(await page.locator('header').evaluate(header => header.offsetHeight) < 110);
    const box = await page.getByRole('link', { name: 'Submit', exact: true }).boundingBox();
    assert.ok(box.x >= 0 && box.x + box.width <= 390);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390);
  },

  async all_of_an_error_are_resubmitted_where_a_page_cannot_hold_them({ page, url }) {
    const batch = Array.from({ length: 510 }, () => ({ name: 'always_fail', params: {}, tags: ['many'] }));
    for (let i = 0; i < 2; i++) await call(url, 'POST', 'tasks/batch', batch);
    const failed = async () => (await (await fetch(`${url}/stats`)).json()).counts.failed;
    const untilAllHaveFailed = async () => {
      for (let wait = 0; await failed() < 2 * batch.length; wait++) {
        assert.ok(wait < 600, `only ${await failed()} have failed`);
        await new Promise(done => setTimeout(done, 100));
      }
    };
    await untilAllHaveFailed();
    await page.goto(`${url}/#/dead-letters`);
    await see(page, 'These are the newest 1,000; there are more.');
    // What was resubmitted fails again before the next of it are: they are not meant.
    await page.route('**/dead-letter-queue/resubmit', async route => {
      const answer = await route.fetch();
      await untilAllHaveFailed();
      await route.fulfill({ response: answer });
    });
    await page.getByRole('row', { name: /always_fail/ }).getByRole('button', { name: 'Resubmit all' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Resubmit all' }).click();
    await page.getByText(/^1,020 resubmitted\./).waitFor({ timeout: 90000 });
    for (let rest = '?limit=200&tag=many', cursor; rest; rest = cursor && `?limit=200&tag=many&cursor=${encodeURIComponent(cursor)}`) {
      const list = await (await fetch(`${url}/tasks${rest}`)).json();
      assert.deepEqual(list.tasks.filter(task => task.first_submitted_at === task.submitted_at), []);
      cursor = list.next_cursor;
    }
  },

  async where_a_program_signs_in_by_itself_the_way_there_is_shown({ page, url }) {
    const problem = { title: 'Sign-in needed', status: 401, detail: 'Sign in.', code: 'sign_in_needed' };
    const isLetIn = request => request.headers().authorization === 'Bearer good';
    await page.route('**/stats*', route => isLetIn(route.request()) ? route.continue()
      : route.fulfill({ status: 401, contentType: 'application/problem+json', body: JSON.stringify(problem) }));
    await page.goto(`${url}/#/`);
    assert.equal(await page.getByRole('dialog').getByRole('link', { name: 'Sign in' }).evaluate(link => link.href), `${url}/sign-in`);
    await page.getByLabel('Bearer token').fill('good');
    await page.getByRole('button', { name: 'Use token' }).click();
    await see(page, 'waiting');
  },
};
