// node run.mjs SCENARIO URL: runs one scenario in Chromium; exit 0 when it holds. Any error on the console of the page fails it too.
import { chromium } from 'playwright-core';
import { scenarios } from './scenarios.mjs';
import { handScenarios } from './hand-scenarios.mjs';
import { operatorScenarios } from './operator-scenarios.mjs';

const [name, url] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  timeout: 90000,
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
});
const context = await browser.newContext({ viewport: { width: 1360, height: 860 }, permissions: ['clipboard-read', 'clipboard-write'] });
context.setDefaultTimeout(45000);
// A notice goes after six seconds, which a busy machine may need to look: here it stays.
await context.addInitScript(() => {
  const real = window.setTimeout;
  window.setTimeout = (call, after, ...rest) => real(call, after === 6000 ? 600000 : after, ...rest);
});
const page = await context.newPage();
const complaints = [];
page.on('pageerror', error => complaints.push(error.message));
// A refused request is reported there too; what the page makes of it is the scenario's matter.
page.on('console', line => line.type() === 'error' && !/Failed to load resource/.test(line.text()) && complaints.push(line.text()));
try {
  await { ...scenarios, ...operatorScenarios, ...handScenarios }[name]({ page, url });
  if (complaints.length) throw new Error(`The page complained: ${complaints.join('; ')}`);
} catch (failure) {
  console.error(failure.message, '\n', await page.locator('body').innerText().catch(() => ''));
  process.exitCode = 1;
} finally {
  await browser.close();
}
