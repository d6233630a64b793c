/**
 * A script of its own, for who wants help or is offered it: the page loads it then, and gives it what it has (later.ts). What it draws
 * lies beside the page, so that nothing that was typed there moves.
 */

import style from './help/help.css?inline';
import { Helper } from './help/helper';
import { Notice } from './help/Notice';
import { Panel } from './help/Panel';
import type { Help } from './state';

const { door } = globalThis;
const { checkout, h, render } = door;
const sheet = new CSSStyleSheet();
sheet.replaceSync(style);
document.adoptedStyleSheets.push(sheet);

const dialog = document.createElement('dialog');
dialog.setAttribute('aria-labelledby', 'help-title');
const notice = document.createElement('section');
notice.id = 'notice';
notice.tabIndex = -1;
notice.ariaLive = 'polite';
document.body.append(dialog);
document.body.prepend(notice);

const go = (help: Help | null) => checkout.help(help);
let before: HTMLElement | null = null;
let drawing = false;

const draw = (): void => {
  helper.see();
  const { help, following, session } = checkout.state;
  if (!session) return;
  const wanted = helper.isOver ? null : help;
  const hadFocus = notice.contains(document.activeElement);
  notice.setAttribute('aria-label', helper.words.notice);
  render(helper.isOver ? null : h(Notice, { helper, following }), notice);
  if (hadFocus && !notice.contains(document.activeElement)) (notice.firstChild ? notice : before)?.focus();
  document.documentElement.style.scrollPaddingTop = notice.firstChild ? `${notice.offsetHeight + 16}px` : '';
  if (wanted && !dialog.open) dialog.showModal();
  render(wanted && h(Panel, { helper, help: wanted, following, go }), dialog);
  if (!wanted && dialog.open) dialog.close();
};
// Later, as the page itself does: what is drawn can change what is known.
const soon = (): void => {
  if (!drawing)
    queueMicrotask(() => {
      drawing = false;
      draw();
    });
  drawing = true;
};
const helper = new Helper(door, soon);

notice.addEventListener('focusin', ({ relatedTarget }) => {
  if (relatedTarget instanceof HTMLElement && !notice.contains(relatedTarget)) before = relatedTarget;
});
dialog.addEventListener('close', () => go(null));
dialog.addEventListener('click', ({ target }) => {
  if (target === dialog) go(null);
});
door.drawn.push(soon);
draw();
