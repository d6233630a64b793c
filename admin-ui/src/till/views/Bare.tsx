import { useState } from 'preact/hooks';
import { moment } from '../../shared/dates';
import { focus } from '../../shared/forms';
import { money } from '../../shared/money';
import { type BareRefund, mostWorthMinor } from '../bare';
import { Ending, missing, useAgreement } from './Agrees';
import type { Shown } from './App';

const WAYS: BareRefund[] = ['gift_card', 'cash'];

/** Goods come back and nobody has a receipt: what, how the money goes back, why, and who agrees. */
export function Bare({ till, state }: Shown) {
  return state.bare.done ? <Given till={till} state={state} /> : <Wanted till={till} state={state} />;
}

function Wanted({ till, state }: Shown) {
  const { m } = till;
  const { lines } = state.bare;
  const agreement = useAgreement({ till, state });
  const [refund, setRefund] = useState<BareRefund>('gift_card');
  const [wrong, setWrong] = useState('');
  const amount = (minor: number) => money(minor, state.channel?.currency ?? 'EUR', m.language);
  return (
    <form
      class="adjust"
      onInput={() => setWrong('')}
      onSubmit={(event) => {
        event.preventDefault();
        const data = new FormData(event.currentTarget);
        const text = (name: string) => String(data.get(name) ?? '').trim();
        if (lines.length === 0) return setWrong(m.bareNothing);
        const lacks = missing(data, agreement, m);
        if (lacks) return setWrong(lacks);
        void till.takeBare(refund, text('reason'), agreement.manager, text('pin'));
      }}
    >
      <h2 tabIndex={-1} ref={focus}>
        {m.bareTitle}
      </h2>
      <p class="muted">{m.bareHow}</p>
      <ul class="back" aria-label={m.bareTitle}>
        {lines.map((it) => (
          <li key={it.sku}>
            <span class="name">
              {it.name} <small class="muted">{m.bareAtMost(amount(it.unitMinor * it.quantity))}</small>
            </span>
            <label class="check">
              <input
                type="checkbox"
                checked={it.damaged}
                onChange={(event) => till.changeBare(it.sku, { damaged: event.currentTarget.checked })}
              />
              {m.damaged}
            </label>
            <span class="count">
              <button
                type="button"
                aria-label={m.oneLess(it.name)}
                onClick={() => till.changeBare(it.sku, { quantity: it.quantity - 1 })}
              >
                −
              </button>
              <output>{it.quantity}</output>
              <button
                type="button"
                aria-label={m.oneMore(it.name)}
                onClick={() => till.changeBare(it.sku, { quantity: it.quantity + 1 })}
              >
                +
              </button>
            </span>
          </li>
        ))}
      </ul>
      <p role="status">{lines.length > 0 && m.bareAtMost(amount(mostWorthMinor(lines)))}</p>
      <fieldset>
        <legend>{m.bareRefund}</legend>
        <div class="row">
          {WAYS.map((it) => (
            <button type="button" key={it} aria-pressed={it === refund} onClick={() => setRefund(it)}>
              {m.bareWays[it]}
            </button>
          ))}
        </div>
      </fieldset>
      <Ending
        till={till}
        state={state}
        agreement={agreement}
        reasons={m.returnReasons}
        wrong={wrong}
        submit={m.bareSubmit}
      />
    </form>
  );
}

function Given({ till, state }: Shown) {
  const { m } = till;
  const { done } = state.bare;
  if (!done) return null;
  const amount = money(done.refunded_minor, done.currency, m.language);
  return (
    <section class="adjust" aria-live="polite">
      <h2 tabIndex={-1} ref={focus}>
        {m.givenBack(amount)}
      </h2>
      {done.refund === 'cash' ? (
        <p class="change">
          {m.handOut} <strong>{amount}</strong>
        </p>
      ) : done.gift_card_code ? (
        <>
          <p class="change">
            {m.bareCode} <output class="secret">{done.gift_card_code}</output>
          </p>
          <p>{m.bareCodeOnce}</p>
        </>
      ) : (
        <p class="bad">{m.bareCodeLost(done.gift_card ?? '')}</p>
      )}
      <div class="row">
        <button type="button" class={done.gift_card_code ? 'primary' : undefined} onClick={() => till.printShown()}>
          {m.bareSlip}
        </button>
        <button type="button" onClick={() => till.finishBare()}>
          {m.finished}
        </button>
      </div>
    </section>
  );
}

/** What the buyer takes along, on paper of 80 mm. */
export function BareSlip({ till, state }: Shown) {
  const { m } = till;
  const { done } = state.bare;
  if (!done) return null;
  const amount = (minor: number) => money(minor, done.currency, m.language);
  return (
    <section class="receipt" aria-hidden="true">
      <h2>{m.bareTitle}</h2>
      <p>
        {state.register?.name}
        <br />
        {moment(done.created_at, m.language)}
      </p>
      <table>
        <tbody>
          {done.lines.map((it) => (
            <tr key={it.line}>
              <td>
                {it.quantity} × {it.name}
              </td>
              <td>{amount(it.total_minor)}</td>
            </tr>
          ))}
        </tbody>
        <tbody>
          <tr class="sum">
            <td>{m.bareWays[done.refund] ?? done.refund}</td>
            <td>{amount(done.refunded_minor)}</td>
          </tr>
        </tbody>
      </table>
      {done.gift_card_code && (
        <p>
          {m.giftCode}
          <br />
          <strong>{done.gift_card_code}</strong>
        </p>
      )}
      {state.cashier && <p>{m.servedBy(state.cashier.name)}</p>}
    </section>
  );
}
