import type { Ask } from '../../shared/api';
import { type Drawn, drawn } from '../../shared/basket';
import { sent } from '../../shared/forms';
import { money } from '../../shared/money';
import { creditMinor } from '../returns';
import { nameOf } from '../sold';
import { ageAsked, alone, change, openAsks, priced } from '../state';
import type { Shown } from './App';

export function Basket({ till, state }: Shown) {
  const { m } = till;
  const lines = drawn(state.lines, priced(state));
  return (
    <>
      <Back till={till} state={state} />
      {lines.length === 0 ? (
        <Done till={till} state={state} />
      ) : (
        <ol class="lines" ref={(it) => it?.scrollTo({ top: it.scrollHeight })}>
          {lines.map((line, at) => (
            <LineView key={line.at ?? `fee-${at}`} till={till} state={state} line={line} />
          ))}
        </ol>
      )}
      <p class="undo" role="status">
        {state.undo && (
          <>
            {state.undo.text}
            <button type="button" onClick={() => till.undo()}>
              {m.undo}
            </button>
          </>
        )}
      </p>
      {lines.length > 0 && state.connected && <Agreed till={till} state={state} />}
      {lines.length > 0 && <Questions till={till} state={state} />}
    </>
  );
}

function LineView({ till, state, line }: Shown & { line: Drawn }) {
  const { m } = till;
  const currency = state.channel?.currency ?? 'EUR';
  const amount = (minor: number) => money(minor, currency, m.language);
  const { at } = line;
  return (
    <li class="line">
      <span class="name">{line.name}</span>
      <span class="amount">{amount(line.totalMinor)}</span>
      <span class="muted details">
        {[
          line.quantity > 1 || at === null ? m.each(amount(line.unitMinor)) : '',
          line.listMinor !== null && line.listMinor !== line.unitMinor ? m.insteadOf(amount(line.listMinor)) : '',
          line.discountMinor > 0 ? `${m.discount} −${amount(line.discountMinor)}` : '',
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
      {at === null ? (
        <span class="count">{line.quantity}</span>
      ) : (
        <span class="count">
          <button type="button" aria-label={m.oneLess(line.name)} onClick={() => till.count(at, -1)}>
            −
          </button>
          <output>{line.quantity}</output>
          <button type="button" aria-label={m.oneMore(line.name)} onClick={() => till.count(at, 1)}>
            +
          </button>
          <button
            type="button"
            aria-label={m.priceOf(line.name)}
            disabled={line.sku === null}
            onClick={() =>
              void till.showAdjust({ sku: line.sku, name: line.name, unitMinor: line.listMinor ?? line.unitMinor })
            }
          >
            €
          </button>
          <button type="button" aria-label={m.remove(line.name)} onClick={() => till.remove(at)}>
            ×
          </button>
        </span>
      )}
    </li>
  );
}

/** What was let go of the price, and the way back. */
function Agreed({ till, state }: Shown) {
  const { m } = till;
  const { session } = state;
  if (!session?.price_adjustments?.length) return null;
  const amount = (minor: number | null) => money(minor ?? 0, session.currency, m.language);
  return (
    <ul class="agreed">
      {session.price_adjustments.map((it) => {
        const name = session.line_items.find(({ sku }) => sku === it.sku)?.name ?? '';
        const what =
          it.kind === 'price_override'
            ? m.priceIs(name, amount(it.unit_price_minor))
            : `${m.discount} ${it.percent === null ? amount(it.amount_minor) : `${it.percent}%`}`;
        return (
          <li key={it.id} class="row">
            <span>{what}</span>
            <button type="button" aria-label={m.takeBackPrice(what)} onClick={() => void till.withdraw(it)}>
              ×
            </button>
          </li>
        );
      })}
    </ul>
  );
}

/** What comes back for the goods below, and the way out of it. */
function Back({ till, state }: Shown) {
  const { m } = till;
  const { exchange } = state;
  const credit = creditMinor(state);
  if (!exchange && credit === 0) return null;
  const amount = (minor: number) => money(minor, state.channel?.currency ?? 'EUR', m.language);
  return (
    <section class="asks" aria-label={m.exchange}>
      <p>
        <strong>{exchange ? m.exchangeOf(exchange.number, exchange.what) : m.exchange}</strong>
        <br />
        {m.exchangeWorth(amount(credit))}
      </p>
      <button type="button" onClick={() => till.giveUpExchange()}>
        {m.exchangeGiveUp}
      </button>
    </section>
  );
}

/** What an exchange has left over, and how it goes back. */
function Left({ till, state }: Shown) {
  const { m } = till;
  const { exchanged } = state;
  if (!exchanged || exchanged.refunded_minor === 0) return null;
  const amount = (minor: number) => money(minor, exchanged.currency, m.language);
  const elsewhere = exchanged.refunded_minor - exchanged.hand_out_minor;
  return (
    <>
      {exchanged.hand_out_minor > 0 && (
        <p class="change">
          {m.handOut} <strong>{amount(exchanged.hand_out_minor)}</strong>
        </p>
      )}
      {elsewhere > 0 && <p>{m.goesBack(amount(elsewhere))}</p>}
    </>
  );
}

/** Nothing is being sold: how the sale before went, and what comes next. */
function Done({ till, state }: Shown) {
  const { m } = till;
  const { last } = state;
  if (state.exchange) return <p class="empty">{m.exchangeScan}</p>;
  if (!last) return <p class="empty">{m.empty}</p>;
  const back = change(last);
  const amount = (minor: number) => money(minor, last.currency, m.language);
  return (
    <section class="done" aria-live="polite">
      <p class="muted">
        {m.paid} · {amount(last.total_minor)}
        {nameOf(last, m) && ` · ${nameOf(last, m)}`}
      </p>
      {back !== null && (
        <p class="change">
          {m.change} <strong>{amount(back)}</strong>
        </p>
      )}
      <Left till={till} state={state} />
      <p>{m.next}</p>
    </section>
  );
}

/** What has to be answered before anything can be paid. */
function Questions({ till, state }: Shown) {
  const sale = alone(state);
  if (sale) {
    const { min_age } = sale.rung;
    return min_age > state.ageSeen ? (
      <section class="asks">
        <Age till={till} age={min_age} />
      </section>
    ) : null;
  }
  const asks = openAsks(state.session);
  return asks.length === 0 ? null : (
    <section class="asks">
      {asks.map((ask) => (
        <Question key={ask.id} till={till} state={state} ask={ask} />
      ))}
    </section>
  );
}

function Question({ till, state, ask }: Shown & { ask: Ask }) {
  const { m } = till;
  if (ask.id === 'buyer.age' && state.session) return <Age till={till} age={ageAsked(state.session)} />;
  if (ask.id === 'buyer.email') return <Contact till={till} name="email" label={m.emailAsk} />;
  if (ask.id === 'buyer.phone') return <Contact till={till} name="phone" label={m.phoneAsk} />;
  return <p>{m.notHere(ask.reason.text)}</p>;
}

function Age({ till, age }: Pick<Shown, 'till'> & { age: number }) {
  const { m } = till;
  return (
    <fieldset>
      <legend>{m.ageAsk(age)}</legend>
      <div class="row">
        <button type="button" class="primary" onClick={() => till.oldEnough()}>
          {m.ageYes}
        </button>
        <button type="button" onClick={() => till.tooYoung()}>
          {m.ageNo}
        </button>
      </div>
    </fieldset>
  );
}

function Contact({ till, name, label }: Pick<Shown, 'till'> & { name: 'email' | 'phone'; label: string }) {
  return (
    <form
      class="row"
      onSubmit={(event) => {
        const value = sent(event, name);
        if (value) till.answerContact(name, value);
      }}
    >
      <label>
        {label}
        <input inputMode={name === 'email' ? 'email' : 'tel'} autocomplete="off" name={name} />
      </label>
      <button type="submit" class="primary">
        {till.m.save}
      </button>
    </form>
  );
}
