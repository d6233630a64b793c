import assert from 'node:assert/strict';

const FAR_ENOUGH = 30;

/** Presses Tab, forward only, until the wanted element has the focus; in a frame or not. */
export async function tabTo(page, wanted) {
  const passed = [];
  for (let presses = 0; presses < FAR_ENOUGH; presses++) {
    if (await hasFocus(wanted)) return;
    await page.keyboard.press('Tab');
    passed.push(await focusedName(page));
  }
  assert.fail(`Tab never reached ${wanted}; it passed ${passed.join(' → ')}`);
}

function hasFocus(locator) {
  return locator.evaluate((node) => node === document.activeElement && document.hasFocus());
}

function focusedName(page) {
  return page.evaluate(() => {
    const { activeElement: it } = document;
    return it?.labels?.[0]?.innerText ?? it?.title ?? it?.innerText?.slice(0, 40) ?? 'nothing';
  });
}
