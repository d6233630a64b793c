import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { hostedCheckout } from '../lib/api.mjs';
import { inBrowser } from '../lib/browser.mjs';
import { baseUrl } from '../lib/settings.mjs';
import { CARDS, CheckoutPage } from '../lib/shopper.mjs';

/** What the server says is on its payment page (docs/payment-page-scripts.md), and the one script that it names at run time. */
async function inventory() {
  const { scripts } = await (await fetch(new URL('/checkout/scripts.json', baseUrl))).json();
  const { provider } = await (await fetch(new URL('/api/v1/client-config', baseUrl))).json();
  return { ours: new Map(scripts.map((it) => [it.path, it])), providers: new URL(provider.script_url, baseUrl).href };
}

const sha384 = (body) => `sha384-${createHash('sha384').update(body).digest('base64')}`;

/** Every script the payment page itself loads; frames of others are their own. */
function scriptsOf(page) {
  const loaded = [];
  page.on('response', (response) => {
    const request = response.request();
    if (request.resourceType() !== 'script' || request.frame() !== page.mainFrame()) return;
    loaded.push(response.body().then((body) => ({ url: response.url(), hash: sha384(body) })));
  });
  return () => Promise.all(loaded);
}

inBrowser('the payment page runs no script that is not in its inventory', {}, async (page) => {
  const { ours, providers } = await inventory();
  const loaded = scriptsOf(page);
  const { url } = await hostedCheckout();
  const checkout = new CheckoutPage(page);
  await checkout.open(url);
  assert.ok((await loaded()).every((it) => !/\/(help|afterwards)-/.test(it.url)), 'nothing is loaded before it is needed');
  await checkout.help();
  await page.keyboard.press('Escape');
  await checkout.introduce();
  await checkout.payWith(CARDS.good);
  await checkout.confirmed();
  await page.getByRole('group', { name: 'How easy was it to buy?' }).waitFor();

  const scripts = await loaded();
  const origin = new URL(baseUrl).origin;
  for (const { url: src, hash } of scripts) {
    if (src === providers) continue;
    const known = new URL(src).origin === origin ? ours.get(new URL(src).pathname) : undefined;
    assert.ok(known, `${src} is on the payment page and not in its inventory`);
    assert.equal(hash, known.integrity, `${src} is not what was built`);
  }
  // Words come in the language of the page alone.
  const expected = [...ours.keys()].filter((it) => !it.includes('/words-') || it.includes('/words-en-'));
  for (const path of expected) assert.ok(scripts.some((it) => new URL(it.url).pathname === path), `${path} ran`);
  assert.ok(scripts.some((it) => it.url === providers), 'the script of the provider ran');

  const inPage = await page.evaluate(() =>
    [...document.scripts].map(({ src, integrity, text }) => ({ src, integrity, text })),
  );
  for (const { src, integrity, text } of inPage) {
    assert.equal(text.trim(), '', 'no script stands in the page itself');
    if (src !== providers) assert.equal(integrity, ours.get(new URL(src).pathname)?.integrity, src);
  }
  assert.equal(await page.evaluate(() => document.cookie), '');
});

inBrowser('a script that was changed on its way does not run', {}, async (page) => {
  const { ours } = await inventory();
  const { url } = await hostedCheckout();
  let changed = 0;
  await page.route(
    (it) => ours.has(it.pathname),
    async (route) => {
      const answer = await route.fetch();
      changed += 1;
      await route.fulfill({ response: answer, body: `window.skimmed = true;\n${await answer.text()}` });
    },
  );
  const refused = page.waitForEvent('console', (it) => /integrity/i.test(it.text()));

  await page.goto(url);

  await refused;
  assert.ok(changed > 0);
  assert.equal(await page.evaluate(() => window.skimmed), undefined);
  await page.locator('main.skeleton').waitFor();
});

/** What somebody would add who found a hole in the page; each is a violation that the browser reports. */
inBrowser('what is put into the page afterwards does not run', { blocks: true }, async (page) => {
  const { url } = await hostedCheckout();
  await new CheckoutPage(page).open(url);

  const blocked = await page.evaluate(async () => {
    const violations = [];
    document.addEventListener('securitypolicyviolation', (it) => violations.push(it.effectiveDirective));
    const add = (tag, properties) => document.body.append(Object.assign(document.createElement(tag), properties));
    add('script', { textContent: 'window.skimmed = 1' });
    add('script', { src: 'http://localhost:1/skimmer.js' });
    add('base', { href: 'http://localhost:1/' });
    add('iframe', { src: 'http://localhost:1/' });
    add('object', { data: 'http://localhost:1/', type: 'text/html' });
    const button = document.createElement('button');
    button.setAttribute('onclick', 'window.skimmed = 2');
    document.body.append(button);
    button.click();
    await fetch('http://localhost:1/?number=4242').catch(() => {});
    const until = Date.now() + 30_000;
    const expected = ['script-src-elem', 'base-uri', 'frame-src', 'object-src', 'script-src-attr', 'connect-src'];
    while (!expected.every((it) => violations.includes(it)) && Date.now() < until) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    // Later, because what the test itself evaluates is not held to the policy.
    const evaluated = await new Promise((resolve) =>
      setTimeout(() => {
        try {
          resolve(Boolean(new Function('window.skimmed = 3; return true')()));
        } catch {
          resolve(false);
        }
      }, 0),
    );
    return { missing: expected.filter((it) => !violations.includes(it)), evaluated, skimmed: window.skimmed };
  });

  assert.deepEqual(blocked, { missing: [], evaluated: false, skimmed: undefined });
});
