import { timeOfDay } from '../../shared/dates';
import { focus, sent } from '../../shared/forms';
import { money } from '../../shared/money';
import type { Shown } from './App';

/** What helps to tell this sale from others; nothing has to be typed. */
export function Park({ till, state }: Shown) {
  const { m } = till;
  return (
    <form class="actions" onSubmit={(event) => void till.park(sent(event, 'label'))}>
      <label>
        {m.parkLabel}
        <input name="label" maxLength={60} autocomplete="off" ref={focus} />
      </label>
      <button type="submit" class="primary" disabled={state.busy || state.lines.length === 0}>
        {m.park}
      </button>
      <button type="button" onClick={() => till.open(null)}>
        {m.close}
      </button>
    </form>
  );
}

/** What waits at this place, the oldest first. */
export function Parked({ till, state }: Shown) {
  const { m } = till;
  const isFree = state.lines.length === 0;
  return (
    <>
      <div class="folders">
        <p role="status">{state.parked?.length === 0 ? m.nothingParked : isFree ? m.parkedSales : m.finishFirst}</p>
        <button type="button" onClick={() => till.open(null)}>
          {m.close}
        </button>
      </div>
      <ul class="tiles" aria-busy={state.parked === null}>
        {state.parked?.map((it) => (
          <li key={it.session_id}>
            <button type="button" disabled={!isFree || state.busy} onClick={() => void till.takeUp(it)}>
              <span class="name">{it.label ?? m.things(it.quantity)}</span>
              <span class="price">
                {money(it.total_minor, it.currency, m.language)} · {timeOfDay(it.parked_at, m.language)}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
