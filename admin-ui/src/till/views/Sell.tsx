import { useLayoutEffect } from 'preact/hooks';
import { waiting } from '../alone/alone';
import { dueInCash } from '../cash';
import { remaining } from '../state';
import type { Till } from '../till';
import { Alert, Offline, type Shown } from './App';
import { Basket } from './Basket';
import { Goods } from './Goods';
import { Payment } from './Payment';

/** One screen that never scrolls as a whole: goods on the left, the sale on the right. */
export function Sell({ till, state }: Shown) {
  useShortcuts(till);
  const { m } = till;
  return (
    <div class="till">
      <header class="status">
        <h1>{state.register?.name}</h1>
        <button type="button" class="quiet" onClick={() => void till.askWho()}>
          {m.changeCashier(state.cashier?.name ?? '')} <kbd>F4</kbd>
        </button>
        {(state.alone.sales.length > 0 || state.panel === 'waiting') && (
          <button
            type="button"
            class="quiet"
            aria-expanded={state.panel === 'waiting'}
            onClick={() => till.open(state.panel === 'waiting' ? null : 'waiting')}
          >
            {m.salesWaiting(waiting(state.alone))}
          </button>
        )}
        <button type="button" class="quiet" onClick={() => openDisplay(m.language)}>
          {m.customerDisplay}
        </button>
        <span class={state.connected ? 'net ok' : 'net bad'}>
          <span aria-hidden="true">●</span> {state.connected ? m.online : m.noNetwork}
        </span>
      </header>
      <div class="messages">
        <Offline till={till} state={state} />
        <Alert text={state.alert} />
        <p class="note ok" role="status">
          {state.note}
        </p>
      </div>
      <Goods till={till} state={state} />
      <main class="sale" aria-label={m.sale}>
        <Basket till={till} state={state} />
        <Payment till={till} state={state} />
      </main>
    </div>
  );
}

/** A window to be moved to the screen that faces the customer; pressed again, it is the same one. */
const openDisplay = (language: string) =>
  open(`/till/?display&lang=${language}`, 'onetill-display', 'popup,width=1024,height=600');

/** A key means the button that stands on the screen, with what was typed beside it. */
function press(id: string): boolean {
  const button = document.getElementById(id);
  button?.click();
  return button !== null;
}

/** Function keys alone: letters and digits are the scanner's. */
function useShortcuts(till: Till) {
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { state } = till;
      const exact = dueInCash(remaining(state), state.channel?.cash_rounding_minor);
      const actions: Record<string, () => unknown> = {
        F2: () => document.querySelector<HTMLInputElement>('#search')?.focus(),
        F3: () => press('split'),
        F4: () => void till.askWho(),
        F6: () => state.lines.length > 0 && till.open('park'),
        F7: () => void till.showParked(),
        F8: () => press('by-card') || void till.card(),
        F10: () => void till.showDrawer(),
        F9: () => press('by-cash') || void till.cash(exact),
        Escape: () => {
          till.open(null);
          void till.search('');
          if (document.activeElement instanceof HTMLInputElement) document.activeElement.blur();
        },
      };
      const action = actions[event.key];
      if (!action || event.repeat || event.altKey || event.ctrlKey) return;
      event.preventDefault();
      action();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [till]);
}
