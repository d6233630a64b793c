/** The row of wallet buttons. A press is told to the page; the sheet is a frame of its own. */
import { dress } from './dress.js';
import { answer, tell } from './frame.js';

const row = document.getElementById('buttons');

function button({ wallet, name }, height) {
  const node = document.createElement('button');
  node.type = 'button';
  node.className = `wallet ${wallet}`;
  node.textContent = name;
  node.style.height = `${height}px`;
  node.addEventListener('click', () => tell('click', { expressPaymentType: wallet }));
  return node;
}

function configure({ wallets, buttonHeight, layout, appearance, locale, surface }) {
  dress(appearance, surface, { language: locale?.startsWith('de') ? 'de' : 'en' });
  const columns = Math.max(1, Math.min(layout?.maxColumns || wallets.length, wallets.length));
  row.style.gridTemplateColumns = `repeat(${columns}, minmax(0, 1fr))`;
  row.replaceChildren(...wallets.map((it) => button(it, buttonHeight)));
  if (document.documentElement.dataset.ready) return;
  document.documentElement.dataset.ready = 'true';
  tell('ready');
}

answer({ configure, focus: () => row.querySelector('button')?.focus() });

new ResizeObserver(() => tell('height', Math.ceil(row.getBoundingClientRect().height))).observe(row);
