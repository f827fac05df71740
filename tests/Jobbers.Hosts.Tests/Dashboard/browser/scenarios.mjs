// What a user does with the dashboard, and must see.
import assert from 'node:assert/strict';
import { join } from './network.mjs';

const see = (page, text) => page.getByText(text, { exact: false }).first().waitFor();

async function submit(url, body) {
  const answer = await fetch(`${url}/tasks`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  assert.equal(answer.status, 201);
  return (await answer.json()).id;
}

async function ended(url, id) {
  const answer = await fetch(`${url}/tasks/${id}/wait?timeout=60`);
  assert.equal(answer.status, 200, `${id} did not end`);
  return answer.json();
}

/** Puts limits on a queue; resolves when who listens to the manager itself was told of it. */
async function changeQueue(url, name, limits) {
  const told = new AbortController();
  const events = await fetch(`${url}/events`, { signal: told.signal });
  const reader = events.body.pipeThrough(new TextDecoderStream()).getReader();
  await reader.read();
  const answer = await fetch(`${url}/queues/${name}`, { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify(limits) });
  assert.ok(answer.ok);
  for (let heard = ''; !heard.includes('event: queues');) {
    const { value, done } = await reader.read();
    assert.ok(!done, 'the stream of the manager ended');
    heard += value;
  }
  told.abort();
}

const queueRow = (page, name) => page.locator('tr', { has: page.getByRole('link', { name, exact: true }) });

export const scenarios = {
  async a_task_is_submitted_by_form_and_its_result_is_seen({ page, url }) {
    await page.goto(`${url}/#/submit?name=add&version=1`);
    await page.fill('[name="params.a"]', '40');
    await page.fill('[name="params.b"]', '2');
    await page.getByRole('button', { name: 'Submit' }).click();
    await page.waitForURL(/#\/task\//);
    await see(page, '"sum": 42');
    await page.locator('h1', { hasText: /add\s+completed/ }).waitFor();
  },

  async every_problem_of_a_submit_stands_below_its_field({ page, url }) {
    await page.goto(`${url}/#/submit?name=validated&version=1`);
    await page.fill('[name="params.report_id"]', '1');
    await page.fill('[name="params.name"]', 'x');
    await page.fill('[name="params.email"]', 'nobody');
    await page.fill('[name="params.sections"]', '[{"title":"","rows":-1}]');
    await page.selectOption('[name="params.kind"]', 'Pdf');
    await page.getByRole('button', { name: 'Submit' }).click();
    await page.locator('[data-errors="params.email"]:not(:empty)').waitFor();
    await page.locator('[data-errors="params.sections"]', { hasText: /title.*rows/s }).waitFor();
  },

  async changes_arrive_without_reloading({ page, url }) {
    await page.goto(`${url}/#/tasks?task_name=echo`);
    await see(page, 'No task matches.');
    await page.locator('#live.on').waitFor();
    const id = await submit(url, { name: 'echo', params: { value: 'news' } });
    const row = page.locator('tr', { has: page.locator(`a[title="${id}"]`) });
    await row.locator('.pill.completed').waitFor();
  },

  async what_is_stored_is_text_and_never_markup({ page, url }) {
    const markup = '<img src=x onerror="document.title=\'owned\'">';
    const id = await submit(url, { name: 'echo', params: { value: markup }, tags: ['<b>tag</b>'] });
    await ended(url, id);
    await page.goto(`${url}/#/task/${id}`);
    await see(page, '<b>tag</b>');
    await page.locator('main', { hasText: '<img src=x' }).waitFor();
    assert.equal(await page.locator('main img, main b').count(), 0);
    assert.doesNotMatch(await page.title(), /owned/);
  },

  async a_paused_queue_says_why_a_task_waits_and_is_resumed({ page, url }) {
    await page.goto(`${url}/#/queues`);
    await page.getByRole('button', { name: 'New queue' }).click();
    await page.fill('dialog [name=name]', 'slow-lane');
    await page.fill('dialog [name=max_concurrent]', '3');
    await page.getByRole('button', { name: 'Save' }).click();
    const row = page.locator('tr', { has: page.getByRole('link', { name: 'slow-lane' }) });
    await row.getByRole('button', { name: 'Pause' }).click();
    await row.getByText('paused').waitFor();
    const id = await submit(url, { name: 'noop', queue: 'slow-lane', params: {} });
    await page.goto(`${url}/#/task/${id}`);
    await see(page, 'Queue slow-lane is paused');
    await page.goto(`${url}/#/queues`);
    await row.getByRole('button', { name: 'Resume' }).click();
    assert.equal((await ended(url, id)).status, 'completed');
  },

  async enter_in_a_dialog_saves_and_back_changes_nothing({ page, url }) {
    const limit = async () => (await (await fetch(`${url}/queues/default`)).json()).queue.max_concurrent;
    await page.goto(`${url}/#/queues`);
    await queueRow(page, 'default').getByRole('button', { name: 'Edit' }).click();
    await page.fill('dialog [name=max_concurrent]', '7');
    await page.keyboard.press('Enter');
    await see(page, 'Queue default is saved.');
    assert.equal(await limit(), 7);

    await queueRow(page, 'default').getByRole('button', { name: 'Edit' }).click();
    await page.fill('dialog [name=max_concurrent]', '9');
    await page.getByRole('button', { name: 'Back' }).click();
    await page.locator('dialog').waitFor({ state: 'detached' });
    assert.equal(await limit(), 7);

    await page.getByRole('button', { name: 'New role' }).click();
    await page.fill('dialog [name=name]', 'night');
    await page.check('dialog [value=default]');
    await page.locator('dialog [name=name]').press('Enter');
    await see(page, 'Role night is saved.');
    assert.deepEqual((await (await fetch(`${url}/roles/night`)).json()).queues, ['default']);
  },

  async what_changed_while_the_connection_was_cut_is_seen_when_it_is_back({ page, url }) {
    const network = await join(url);
    await page.goto(`${network.url}/#/queues`);
    await page.locator('#live.on').waitFor();
    network.cut();
    await page.locator('#live.off').waitFor();
    await changeQueue(url, 'default', { max_concurrent: 77 });
    network.mend();
    await page.locator('#live.on').waitFor();
    await queueRow(page, 'default').getByText('77', { exact: true }).waitFor();
  },

  async a_connection_that_fell_silent_is_given_up_and_made_anew({ page, url }) {
    const network = await join(url);
    await page.clock.install();
    await page.goto(`${network.url}/#/queues`);
    await page.locator('#live.on').waitFor();
    network.silence();
    await changeQueue(url, 'default', { max_concurrent: 77 });
    await page.clock.runFor(20000);
    assert.equal(network.streams(), 1);
    await page.clock.runFor(27000);
    await queueRow(page, 'default').getByText('77', { exact: true }).waitFor();
    await page.locator('#live.on').waitFor();
    assert.equal(network.streams(), 2);
  },

  async a_scheduled_task_is_cancelled_after_a_question({ page, url }) {
    const id = await submit(url, { name: 'noop', params: {}, delay: 600 });
    await page.goto(`${url}/#/task/${id}`);
    await see(page, 'Why it waits');
    await page.getByRole('button', { name: 'Cancel', exact: true }).click();
    await page.getByRole('button', { name: 'Cancel it' }).click();
    await see(page, 'cancelled');
    assert.equal((await ended(url, id)).status, 'cancelled');
  },

  async tasks_of_a_filter_are_counted_and_cancelled_at_once({ page, url }) {
    for (let i = 0; i < 3; i++) await submit(url, { name: 'noop', params: {}, delay: 600, tags: ['bulk'] });
    await page.goto(`${url}/#/tasks?tag=bulk`);
    await page.getByRole('button', { name: 'Cancel all of this filter' }).click();
    await see(page, 'Cancel 3 waiting, scheduled and running tasks');
    await page.getByRole('button', { name: 'Cancel them' }).click();
    await see(page, '3 cancelled or asked to stop.');
    const { tasks } = await (await fetch(`${url}/tasks?tag=bulk`)).json();
    assert.deepEqual(tasks.map(task => task.status), ['cancelled', 'cancelled', 'cancelled']);
  },

  async dead_letters_are_grouped_by_error_and_resubmitted({ page, url }) {
    const ids = [await submit(url, { name: 'always_fail', params: {} }), await submit(url, { name: 'always_fail', params: {} })];
    for (const id of ids) assert.equal((await ended(url, id)).status, 'failed');
    await page.goto(`${url}/#/dead-letters`);
    const row = page.locator('tbody tr').filter({ hasText: 'always_fail' });
    await row.locator('td.number', { hasText: /^2$/ }).waitFor();
    await row.getByRole('button', { name: 'Resubmit' }).click();
    await page.getByRole('button', { name: 'Resubmit them' }).click();
    await see(page, '2 resubmitted.');
    await page.goto(`${url}/#/task/${ids[0]}`);
    await see(page, 'Attempt 4');
  },

  async a_task_is_copied_as_a_line_that_submits_it_again({ page, url }) {
    const id = await submit(url, { name: 'add', params: { a: 5 } });
    await ended(url, id);
    await page.goto(`${url}/#/task/${id}`);
    await page.getByRole('button', { name: 'Copy as C#' }).click();
    await see(page, 'Copied as C#.');
    assert.match(await page.evaluate(() => navigator.clipboard.readText()), /^await client\.EnqueueAdd\(a: 5/);
    await page.getByRole('button', { name: 'Copy as curl' }).click();
    await see(page, 'Copied as curl.');
    assert.ok((await page.evaluate(() => navigator.clipboard.readText())).startsWith(`curl -X POST ${url}/tasks -H 'content-type: application/json' -d '{"name":"add"`));
  },

  async the_keyboard_goes_everywhere_and_the_theme_stays({ page, url }) {
    // A letter counts for a moment after the g: however slowly the keys come here, no time passes between them.
    await page.clock.setFixedTime(new Date());
    await page.goto(`${url}/#/`);
    await page.locator('h1', { hasText: 'Overview' }).waitFor();
    for (const [key, title] of [['a', 'Tasks'], ['s', 'Scheduled'], ['d', 'Dead letters'], ['q', 'Queues and roles'], ['w', 'Workers'], ['n', 'Submit'], ['o', 'Overview']]) {
      await page.keyboard.press('g');
      await page.keyboard.press(key);
      await page.locator('h1', { hasText: title }).waitFor();
    }
    await page.keyboard.press('t');
    const theme = await page.evaluate(() => document.documentElement.dataset.theme);
    await page.reload();
    await page.locator('h1').waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), theme);
  },

  async a_protected_manager_asks_for_the_key_and_keeps_it_in_the_tab({ page, url }) {
    await page.goto(`${url}/#/tasks`);
    await page.fill('[name=key]', 'wrong');
    await page.getByRole('button', { name: 'Use key' }).click();
    await see(page, 'The key that this tab has given is not one of this manager.');
    await page.fill('[name=key]', 'ключ');
    await page.getByRole('button', { name: 'Use key' }).click();
    assert.equal(await page.locator('[name=key]').evaluate(key => key.validity.patternMismatch), true);
    await page.fill('[name=key]', process.env.JOBBERS_KEY);
    await page.getByRole('button', { name: 'Use key' }).click();
    await see(page, 'No task matches.');
    assert.equal(await page.evaluate(() => localStorage.getItem('jobbers.key')), null);
    await page.getByRole('link', { name: 'Queues and roles' }).click();
    await page.getByRole('button', { name: 'New queue' }).click();
    await page.fill('dialog [name=name]', 'forbidden');
    await page.getByRole('button', { name: 'Save' }).click();
    await see(page, 'This needs the role admin');

    // A key that is taken back under the open page: who does not want to give another one now is asked when he does something, not every two seconds.
    await page.getByRole('link', { name: 'Overview' }).click();
    await page.locator('h1', { hasText: 'Overview' }).waitFor();
    await page.evaluate(() => sessionStorage.setItem('jobbers.key', 'taken back'));
    await page.getByRole('button', { name: 'Not now' }).click();
    for (let i = 0; i < 2; i++) await page.waitForResponse(answer => answer.url().endsWith('/stats') && answer.status() === 401);
    await page.evaluate(() => new Promise(done => requestAnimationFrame(done)));
    assert.equal(await page.getByRole('dialog').count(), 0);
    await page.getByRole('link', { name: 'Workers' }).click();
    await page.getByRole('dialog').waitFor();
  },
};
