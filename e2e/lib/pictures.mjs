import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { screenshots } from './settings.mjs';

/** Takes a picture in both colour schemes, where SCREENSHOTS names a folder; nothing else changes, not even the focus. */
export async function picture(page, name) {
  if (!screenshots) return;
  mkdirSync(screenshots, { recursive: true });
  for (const colorScheme of ['dark', 'light']) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: join(screenshots, `${name}-${colorScheme}.png`), animations: 'disabled' });
  }
}
