import { useState } from 'preact/hooks';
import { focus } from '../../shared/forms';
import { minorOf, money } from '../../shared/money';
import { dueInCash } from '../cash';
import type { Part } from '../parts';
import { hindrance, refusal, remaining } from '../state';
import type { Shown } from './App';

/** Several tenders pay one sale: what was agreed on, what remains, and the next part. */
export function Split({ till, state }: Shown) {
  const { m } = till;
  const { parts, channel, session } = state;
  const amount = (minor: number) => money(minor, channel?.currency ?? 'EUR', m.language);
  const rest = remaining(state);
  const hindered = hindrance(state);
  const declined = refusal(session);
  const takeBack = (at: number) => {
    till.takeBackPart(at);
    document.getElementById('rest')?.focus();
  };
  return (
    <section class="split" aria-label={m.splitTitle}>
      <ul class="parts">
        {parts.map((it, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: parts are told apart by their place alone
          <li key={at} class="row">
            <span>
              {nameOf(it, m)} <strong>{amount(it.amount_minor)}</strong>
            </span>
            <button
              type="button"
              aria-label={m.takeBackPart(`${nameOf(it, m)} ${amount(it.amount_minor)}`)}
              onClick={() => takeBack(at)}
            >
              {m.takeBackShort}
            </button>
          </li>
        ))}
      </ul>
      <p id="rest" class="rest" role="status" tabIndex={-1}>
        {rest < 0 ? m.overpaid(amount(-rest)) : m.stillToPay(amount(rest))}
      </p>
      <p class={declined ? 'why bad' : 'why'} role={declined ? 'alert' : undefined} id="why">
        {(hindered && m.why[hindered]) || (declined && (m.said[declined.code] ?? declined.text)) || ''}
      </p>
      {rest > 0 && <Next till={till} state={state} />}
      {rest === 0 && parts.length > 0 && (
        <button
          type="button"
          class="primary"
          id="by-card"
          disabled={hindered !== null}
          aria-describedby="why"
          onClick={() => void till.payParts()}
        >
          {m.payAll(amount(parts.reduce((sum, it) => sum + it.amount_minor, 0)))}
        </button>
      )}
      {parts.length === 0 && (
        <button type="button" onClick={() => till.open(null)}>
          {m.back}
        </button>
      )}
    </section>
  );
}

const nameOf = (part: Part, m: Shown['till']['m']): string =>
  part.type === 'gift_card' ? m.giftCardEnding(part.code.slice(-4)) : (m.tenders[part.type] ?? part.type);

/** The amount of one part, and by what; without an amount it is all that remains. */
function Next({ till, state }: Shown) {
  const { m } = till;
  const { channel, parts } = state;
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState('');
  const currency = channel?.currency ?? 'EUR';
  const amount = (minor: number) => money(minor, currency, m.language);
  const rest = remaining(state);
  const coins = (minor: number) => dueInCash(minor, channel?.cash_rounding_minor);
  const wanted = typed.trim() === '' ? rest : minorOf(typed, currency);
  const cash = typed.trim() === '' || wanted === null ? coins(rest) : coins(wanted);
  const takes = (tender: string) => channel?.tenders.includes(tender) ?? false;
  const hindered = hindrance(state) !== null;

  const by = (pay: (minor: number) => Promise<void>, mostMinor: number) => {
    if (wanted === null || wanted === 0) return setWrong(m.noAmount(currency));
    if (wanted > mostMinor) return setWrong(m.tooMuchPart(amount(rest)));
    setTyped('');
    void pay(wanted);
  };
  const byCash = () => {
    const isPart = cash < coins(rest);
    if (isPart && cash === 0) return setWrong(m.noAmount(currency));
    by(() => (isPart ? till.cash(cash, cash) : till.cash(cash)), Number.POSITIVE_INFINITY);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (takes('card_present')) by((minor) => till.card(minor), rest);
      }}
    >
      <label>
        {m.partAmount(currency)}
        <input
          name="part"
          inputMode="decimal"
          autocomplete="off"
          value={typed}
          aria-describedby="part-how part-wrong"
          aria-invalid={wrong !== ''}
          onInput={(event) => {
            setWrong('');
            setTyped(event.currentTarget.value);
          }}
          ref={parts.length === 0 ? focus : null}
        />
      </label>
      <p id="part-how" class="muted why">
        {m.partHow}
      </p>
      <p class="bad" id="part-wrong" role="alert">
        {wrong}
      </p>
      <div class="tenders">
        {takes('card_present') && (
          <button type="submit" id="by-card" class="primary" disabled={hindered} aria-describedby="why">
            {m.cardOf(amount(wanted ?? rest))}
          </button>
        )}
        {takes('cash') && (
          <button
            type="button"
            id="by-cash"
            class="primary"
            disabled={hindered}
            aria-describedby="why"
            onClick={byCash}
          >
            {cash > coins(rest) ? m.given(amount(cash)) : m.cashExact(amount(cash))}
          </button>
        )}
        {takes('gift_card') && (
          <button
            type="button"
            disabled={hindered}
            aria-describedby="why"
            onClick={() => till.showGift(typed.trim() === '' ? null : wanted)}
          >
            {m.giftCard}
          </button>
        )}
      </div>
    </form>
  );
}
