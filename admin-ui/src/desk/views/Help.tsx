import { useEffect, useState } from 'preact/hooks';
import type { Desk } from '../desk';
import { ACTIONS, type Action, combination, keysOf, remapped } from '../keys';
import { keepKeys } from '../memory';

/** All keys; each can be another one. */
export function Help({
  desk,
  own,
  onKeys,
}: {
  desk: Desk;
  own: Record<string, string>;
  onKeys: (own: Record<string, string>) => void;
}) {
  const { m } = desk;
  const [changing, setChanging] = useState<Action | null>(null);
  const [before] = useState(() => document.activeElement as HTMLElement | null);
  useEffect(() => () => before?.focus(), [before]);
  const keys = keysOf(own);
  const keep = (next: Record<string, string>) => {
    keepKeys(next);
    onKeys(next);
    setChanging(null);
  };
  return (
    <section
      class="help"
      role="dialog"
      aria-labelledby="help-title"
      tabIndex={-1}
      ref={focusIt}
      onKeyDown={(event) => {
        if (!changing || event.key === 'Escape' || event.key === 'Tab') return;
        const to = combination(event);
        event.preventDefault();
        event.stopPropagation();
        if (to) keep(remapped(own, changing, to));
      }}
    >
      <h2 id="help-title">{m.keys}</h2>
      <p class="muted">{m.keysHow}</p>
      <ul>
        {ACTIONS.map((it) => (
          <li key={it}>
            <span>{m.actions[it]}</span>
            <kbd>{keys[it]}</kbd>
            <button
              type="button"
              aria-label={m.changeKeyOf(m.actions[it])}
              aria-pressed={changing === it}
              onClick={() => setChanging(changing === it ? null : it)}
            >
              {changing === it ? m.pressKeys : m.change}
            </button>
          </li>
        ))}
        <li>
          <span>{m.escape}</span>
          <kbd>Esc</kbd>
          <span />
        </li>
      </ul>
      <div class="row">
        <button type="button" onClick={() => keep({})}>
          {m.usualKeys}
        </button>
        <button type="button" onClick={() => desk.open(null)}>
          {m.close}
        </button>
      </div>
    </section>
  );
}

function focusIt(dialog: HTMLElement | null): void {
  if (dialog && !dialog.contains(document.activeElement)) dialog.focus();
}
