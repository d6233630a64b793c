import assert from 'node:assert/strict';
import { AxeBuilder } from '@axe-core/playwright';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const NARROW = 320;

/** No violation of any rule, frames included; each is told with its place and its cure. */
export async function assertAccessible(page, what) {
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  const told = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary}`),
  );
  assert.deepEqual(told, [], what);
}

/** Everything fits on the smallest phone without moving the page sideways. */
export async function assertFitsNarrowScreen(page, what) {
  const before = page.viewportSize();
  await page.setViewportSize({ width: NARROW, height: 640 });
  const width = await page.evaluate(() => document.scrollingElement.scrollWidth);
  await page.setViewportSize(before);
  assert.ok(width <= NARROW, `${what} is ${width} px wide on a screen of ${NARROW} px`);
}
