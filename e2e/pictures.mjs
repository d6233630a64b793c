/**
 * Puts pictures that the tests have taken where the documentation shows them:
 *
 *     SCREENSHOTS=/tmp/shots npm test && node pictures.mjs /tmp/shots
 */
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const IMAGES = fileURLToPath(new URL('../docs/images/', import.meta.url));

/** Which picture of the tests each picture of the documentation is. */
export const SHOWN = {
  'store.png': 'store-1280-seen-light.png',
  'checkout.png': 'checkout-1280.png',
  'checkout-phone.png': 'checkout-390.png',
  'checkout-help.png': 'checkout-help-device-light.png',
  'till.png': 'till-sale-light.png',
  'till-dark.png': 'till-sale-dark.png',
  'desk.png': 'desk-order-light.png',
  'desk-keypad.png': 'desk-keypad-typing-light.png',
  'admin.png': 'admin-1280.png',
  'admin-home.png': 'home-1280.png',
  'admin-fulfillments.png': 'admin-fulfillments-light.png',
  'funnel.png': 'funnel-1280.png',
};

if (argv[1] && import.meta.url === pathToFileURL(argv[1]).href) {
  for (const [shown, taken] of Object.entries(SHOWN)) copyFileSync(join(argv[2], taken), join(IMAGES, shown));
  console.log(`${Object.keys(SHOWN).length} pictures are in ${IMAGES}`);
}
