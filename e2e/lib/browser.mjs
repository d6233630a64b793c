import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch } from './chromium.mjs';

const PATIENCE_MS = 60_000;
const TEST_MS = 240_000;
const DESKTOP = { width: 1280, height: 900 };

let browser;

before(async () => {
  browser = await launch();
});

after(() => browser?.close());

/**
 * A test with a browser of its own: fresh cookies, one page, and no script error or blocked content allowed. With the option
 * `blocks`, content may be blocked, because that is what is tested. A page keeps nothing for times without a network, unless the options
 * allow service workers.
 */
export function inBrowser(name, options, story) {
  test(name, { timeout: TEST_MS }, (t) => withPage(options, (page) => story(page, t)));
}

export async function withPage({ blocks = false, ...options }, story) {
  const usual = { viewport: DESKTOP, locale: 'en-GB', colorScheme: 'light', serviceWorkers: 'block' };
  const context = await browser.newContext({ ...usual, ...options });
  context.setDefaultTimeout(PATIENCE_MS);
  const mishaps = listening(context, blocks);
  try {
    const result = await story(await context.newPage());
    assert.deepEqual(mishaps, [], 'The pages should run without errors');
    return result;
  } catch (error) {
    for (const page of context.pages()) console.error(await scene(page));
    throw error;
  } finally {
    await context.close();
  }
}

function listening(context, blocks) {
  const mishaps = [];
  context.on('weberror', (event) => mishaps.push(String(event.error())));
  context.on('console', (message) => {
    if (!blocks && /Content Security Policy/i.test(message.text())) mishaps.push(message.text());
  });
  return mishaps;
}

/** What a person would have seen when the test failed. */
async function scene(page) {
  const text = await page.locator('body').innerText({ timeout: 1000 }).catch(() => '(nothing)');
  return `At ${page.url().replace(/#.*/, '#…')} the page said:\n${text}\n`;
}
