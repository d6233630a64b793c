import { render } from 'preact';
import { type Facing, listeningToTill } from './facing';
import { listen } from './scanner';
import { Display } from './views/Display';

const THANKS_MS = 60_000;

/** Runs the customer's window: it shows what the till of this browser tells, and thanks for a minute at most. */
export function showDisplay(root: HTMLElement): void {
  const m = globalThis.words;
  let over = 0;
  const draw = (facing: Facing | null) => render(<Display facing={facing} m={m} />, root);
  document.title = m.displayTitle;
  document.documentElement.lang = m.language;
  draw(null);
  const scanned = listeningToTill((facing) => {
    clearTimeout(over);
    draw(facing);
    if (facing.now === 'thanks') over = window.setTimeout(() => draw({ ...facing, now: 'idle' }), THANKS_MS);
  });
  listen(scanned, () => true);
}
