// What a user has under the hand stays there, and what he asks for is what he sees.
import assert from 'node:assert/strict';

const see = (page, text) => page.getByText(text, { exact: false }).first().waitFor();

async function submit(url, body) {
  const answer = await fetch(`${url}/tasks`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  assert.equal(answer.status, 201);
  return (await answer.json()).id;
}

/** The overview, which is shown anew every two seconds. */
async function openOverview(page, url) {
  await page.goto(`${url}/#/`);
  await page.getByRole('table', { name: 'Queues' }).waitFor();
}

/** When what is shown has been replaced once more. */
const replaced = page => page.evaluate(() => new Promise(done => {
  const watch = new MutationObserver(() => { watch.disconnect(); done(); });
  watch.observe(document.getElementById('main'), { childList: true });
}));

/** Twice what the overview shows has come: the first may have been on its way before. */
async function readTwice(page) {
  for (let i = 0; i < 2; i++) await (await page.waitForResponse(answer => answer.url().endsWith('/stats'))).finished();
}

export const handScenarios = {
  async what_was_moved_stays_where_it_is_when_it_is_shown_anew({ page, url }) {
    await page.setViewportSize({ width: 390, height: 800 });
    await openOverview(page, url);
    const left = () => page.evaluate(() => document.querySelector('.scroll').scrollLeft);
    await page.evaluate(() => document.querySelector('.scroll').scrollTo(150, 0));
    await replaced(page);
    assert.equal(await left(), 150);
  },

  async a_button_that_is_pressed_is_not_replaced_before_it_is_let_go({ page, url }) {
    await openOverview(page, url);
    await page.getByRole('row', { name: /default/ }).getByRole('button', { name: 'Pause' }).hover();
    await page.mouse.down();
    await readTwice(page);
    await page.mouse.up();
    await see(page, 'Queue default is paused.');
    await page.getByRole('button', { name: 'Resume' }).waitFor();
  },

  async what_is_marked_to_be_copied_stays_marked({ page, url }) {
    await openOverview(page, url);
    const marked = () => page.evaluate(() => getSelection().toString());
    await page.evaluate(() => getSelection().selectAllChildren(document.querySelector('caption')));
    await readTwice(page);
    assert.equal(await marked(), 'Queues');
    const news = replaced(page);
    await page.locator('h1').click();
    await news;
    assert.equal(await marked(), '');
  },

  async all_of_a_filter_are_those_that_the_form_says({ page, url }) {
    const wide = await submit(url, { name: 'noop', params: {}, delay: 600, tags: ['wide'] });
    const narrow = await submit(url, { name: 'noop', params: {}, delay: 600, tags: ['narrow'] });
    let answer;
    const asked = new Promise(resolve => { answer = resolve; });
    await page.route('**/tasks?*tag=narrow*limit=50*', async route => { await asked; await route.continue(); });
    await page.goto(`${url}/#/tasks?tag=wide`);
    await page.locator(`[data-key="${wide}"]`).waitFor();
    // The list of the new filter is on its way: the one of the old is still there.
    await page.locator('[name=tag]').fill('narrow');
    await page.keyboard.press('Tab');
    await page.waitForFunction(() => location.hash.includes('narrow'));
    await page.getByRole('button', { name: 'Cancel all of this filter' }).click();
    await see(page, 'Cancel 1 waiting, scheduled and running tasks of this filter: tag narrow?');
    await page.getByRole('button', { name: 'Cancel them' }).click();
    await see(page, '1 cancelled or asked to stop.');
    answer();
    const status = async id => (await (await fetch(`${url}/tasks/${id}`)).json()).status;
    assert.deepEqual([await status(wide), await status(narrow)], ['scheduled', 'cancelled']);
  },

  async a_second_press_makes_no_second_task({ page, url }) {
    let asked = 0, answer;
    const pressed = new Promise(resolve => { answer = resolve; });
    await page.route('**/tasks', async route => { asked++; await pressed; await route.continue(); });
    await page.goto(`${url}/#/submit?name=noop&version=1`);
    await page.getByRole('button', { name: 'Submit', exact: true }).dblclick();
    answer();
    await page.waitForFunction(() => location.hash.startsWith('#/task/'));
    assert.equal(asked, 1);
  },

  async a_number_is_shown_as_it_is_stored({ page, url }) {
    const id = await submit(url, { name: 'noop', params: { payload: 'here' }, delay: 600 });
    await page.route(`**/tasks/${id}`, async route => {
      const text = await (await route.fetch()).text();
      await route.fulfill({ contentType: 'application/json', body: text.replace('"here"', '[1234567890123456789,12345678901234567.89,1E-07]') });
    });
    await page.goto(`${url}/#/task/${id}`);
    await see(page, '1234567890123456789');
    await see(page, '12345678901234567.89');
    assert.equal(await page.evaluate(async () => {
      const { parseExactly } = await import('./assets/exact.js');
      return JSON.stringify(parseExactly('{"progress":1E-05,"half":0.50,"token":1795997085303986,"third":0.3333333333333333}'));
    }), '{"progress":0.00001,"half":0.5,"token":1795997085303986,"third":0.3333333333333333}');
  },

  async defaults_of_a_form_are_submitted_as_they_are({ page, url }) {
    await page.goto(url);
    assert.equal(await page.evaluate(async () => {
      const { parseExactly } = await import('./assets/exact.js');
      const { schemaForm } = await import('./assets/views/schema-form.js');
      const schema = '{"properties":{"most":{"type":"integer","default":9223372036854775807},"text":{"type":"string","default":"one\\ntwo"}}}';
      return JSON.stringify(schemaForm(parseExactly(schema)).read());
    }), '{"most":9223372036854775807,"text":"one\\ntwo"}');
  },

  async what_is_refused_of_a_resubmit_is_said({ page, url }) {
    const letter = { id: '01ARZ3NDEKTSV4RRFFQ69G5FAV', name: 'noop', version: 1, queue: 'gone', error: 'IOException: x', error_type: 'IOException' };
    await page.route('**/dead-letter-queue?*', route => route.fulfill({ json: { tasks: [letter], next_cursor: null } }));
    await page.route('**/dead-letter-queue/resubmit', route => route.fulfill({
      json: { resubmitted: 0, tasks: [], refused: [{ task_id: letter.id, detail: 'The queue does not exist any more.' }], more: false } }));
    await page.goto(`${url}/#/dead-letters`);
    await page.getByRole('button', { name: 'Resubmit' }).click();
    await page.getByRole('button', { name: 'Resubmit them' }).click();
    await see(page, '0 resubmitted. 1 refused: The queue does not exist any more.');
  },

  async a_long_error_does_not_fill_the_list({ page, url }) {
    const id = await submit(url, { name: 'noop', params: {}, delay: 600 });
    const error = `IOException: ${'long '.repeat(1000)}`;
    await page.route('**/tasks?*', async route => {
      const list = await (await route.fetch()).json();
      await route.fulfill({ json: { ...list, tasks: list.tasks.map(task => ({ ...task, error })) } });
    });
    await page.route('**/dead-letter-queue?*', route => route.fulfill({ json: { tasks: [{ id, name: 'noop', version: 1, queue: 'default', error, error_type: 'IOException' }], next_cursor: null } }));
    for (const view of ['tasks', 'dead-letters']) {
      await page.goto(`${url}/#/${view}`);
      await page.locator('h1', { hasText: view === 'tasks' ? 'Tasks' : 'Dead letters' }).waitFor();
      await see(page, 'IOException: long');
      const { height } = await page.locator('tbody tr').first().boundingBox();
      assert.ok(height < 150, `${view}: ${height}`);
    }
  },
};
