import { h, render } from 'preact';
import { newKey } from '../shared/http';
import type { Checkout } from './checkout';

/** What scripts that come later take from the page, so that nothing is loaded twice. */
export interface Door {
  checkout: Checkout;
  h: typeof h;
  render: typeof render;
  newKey: typeof newKey;
  /** What they do whenever the page has changed. */
  drawn: (() => void)[];
}

declare global {
  var door: Door;
}

const AGAIN_MS = 5_000;

/** Those that are there or on their way, by their places in the template of the page. */
const loaded: boolean[] = [];

/** Loads what the page holds back, once it is needed: help, and what comes after the purchase. */
export function later(checkout: Checkout): void {
  globalThis.door ??= { checkout, h, render, newKey, drawn: [] };
  const { help, following, session } = checkout.state;
  if (help || following || session?.assistance?.length) load(0, checkout);
  if (session?.order) load(1, checkout);
  for (const draw of globalThis.door.drawn) draw();
}

/** In the template of the page stands which content a script must have: so it is checked, and runs only for those who need it. */
function load(place: number, checkout: Checkout): void {
  if (loaded[place]) return;
  loaded[place] = true;
  const script = document.querySelector('template')?.content.children[place]?.cloneNode() as HTMLScriptElement;
  script.onerror = () => {
    checkout.helpless();
    setTimeout(() => {
      loaded[place] = false;
    }, AGAIN_MS);
  };
  document.head.append(script);
}
