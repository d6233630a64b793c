import { sandboxUrl } from './settings.mjs';

/** Opens the page that plays the reader which waits for a card, from the sandbox's overview. */
export async function openWaitingReader(page) {
  await page.goto(new URL('/pages/', sandboxUrl).href);
  await page.getByRole('row', { name: /in_progress/ }).getByRole('link', { name: 'Open' }).first().click();
  await page.getByText('Hold the card to the reader.').waitFor();
}
