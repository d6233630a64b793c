import { useLayoutEffect, useState } from 'preact/hooks';
import type { Desk } from '../desk';
import { type Action, actionOf, keysOf } from '../keys';
import { ownKeys } from '../memory';
import { closed, type Method } from '../state';
import { Alert, Offline, type Shown } from './App';
import { CallCard } from './CallCard';
import { Help } from './Help';
import { Order } from './Order';
import { Payment } from './Payment';
import { Waiting } from './Waiting';

export type Keys = Record<Action, string>;

/** Three columns: who calls, what they want, how they pay. */
export function Board({ desk, state }: Shown) {
  const { m } = desk;
  const [own, setOwn] = useState(ownKeys);
  const keys = keysOf(own);
  useShortcuts(desk, keys);
  return (
    <div class="desk">
      <header class="status">
        <h1>
          {m.title} <small>{state.channel?.name}</small>
        </h1>
        <span class={state.connected ? 'ok' : 'bad'}>
          <span aria-hidden="true">●</span> {state.connected ? m.online : m.noNetwork}
        </span>
        <span>{state.staff?.name}</span>
        {desk.keepsCalls && (
          <button type="button" aria-pressed={state.away} onClick={() => void desk.beHere(!state.away)}>
            {m.away}
          </button>
        )}
        <button type="button" onClick={() => desk.open(state.panel === 'help' ? null : 'help')} id="help-button">
          {m.keys} <kbd>{keys.help}</kbd>
        </button>
        <button type="button" onClick={() => desk.signOut()}>
          {m.signOut}
        </button>
      </header>
      <div class="messages">
        <Offline desk={desk} state={state} />
        <Alert text={state.alert} />
        <TakeOver desk={desk} state={state} keys={keys} />
        <p class="hidden" role="status">
          {state.said}
        </p>
      </div>
      {state.panel === 'help' && <Help desk={desk} own={own} onKeys={setOwn} />}
      <aside class="column" aria-label={m.caller}>
        {state.talk ? (
          <CallCard desk={desk} state={state} talk={state.talk} keys={keys} />
        ) : (
          <Waiting desk={desk} state={state} />
        )}
      </aside>
      <main class="column" aria-label={m.order}>
        <Order desk={desk} state={state} keys={keys} />
      </main>
      <section class="column" aria-label={m.payment}>
        <Payment desk={desk} state={state} keys={keys} />
      </section>
      <footer class="bar">
        {(['product', 'customer', 'address', 'link', 'saved', 'primary', 'hold', 'next', 'end'] as const).map((it) => (
          <span key={it}>
            <kbd>{keys[it]}</kbd> {m.actions[it]}
          </span>
        ))}
      </footer>
    </div>
  );
}

/** Somebody else has the pen: in words, with one button to go on. */
function TakeOver({ desk, state, keys }: Shown & { keys: Keys }) {
  const { m } = desk;
  const why = closed(state);
  if (why !== 'hers' && why !== 'hidden') return null;
  const kept = Object.keys(state.typed).some((key) => /^(buyer|fulfillment)\./.test(key));
  return (
    <div class="note" role="alert">
      <p>
        {why === 'hidden' ? (state.consentNeeded ?? m.hiddenNow) : m.herDevice} {kept && m.kept}
      </p>
      <button type="button" id="takeover" class="primary" onClick={() => void desk.takeOver()}>
        {why === 'hidden' ? m.askToHelp : m.goOnHere} <kbd>{keys.takeover}</kbd>
      </button>
    </div>
  );
}

function useShortcuts(desk: Desk, keys: Keys) {
  useLayoutEffect(() => {
    const focus = (...ids: string[]) => {
      for (const id of ids) {
        const there = document.getElementById(id);
        if (there) return there.focus();
      }
    };
    const first = (part: string) => document.querySelector<HTMLElement>(`#${part} input, #${part} select`)?.focus();
    const pick = (method: Method) => () => desk.pick(method);
    const actions: Record<Action, () => void> = {
      product: () => focus('product'),
      customer: () => first('who'),
      address: () => first('where'),
      code: () => focus('f-code-code'),
      readback: () => focus('readback'),
      link: pick('link'),
      keypad: pick('keypad'),
      saved: pick('saved'),
      reader: pick('reader'),
      primary: () => void desk.primary(),
      hold: () => desk.hold(),
      next: () => desk.next(),
      takeover: () => void desk.takeOver(),
      handback: () => void desk.handBack(),
      end: () => {
        if (desk.state.talk) desk.open('end');
      },
      help: () => desk.open(desk.state.panel === 'help' ? null : 'help'),
    };
    const onKey = (event: KeyboardEvent) => {
      desk.keyPressed();
      if (event.key === 'Escape') return desk.close();
      const action = actionOf(event, keys);
      if (!action || event.repeat || event.defaultPrevented) return;
      const writes = event.target instanceof HTMLElement && event.target.matches('input, textarea, select');
      // A question mark is also a sign one types.
      if (writes && keys[action] === '?') return;
      event.preventDefault();
      // What was typed counts before what the key does.
      if (writes && action === 'primary') desk.commitAll();
      actions[action]();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [desk, keys]);
}
