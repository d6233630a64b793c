import { useState } from 'preact/hooks';
import { moment } from '../../shared/dates';
import { focus, sent } from '../../shared/forms';
import { money } from '../../shared/money';
import { type Back, backMinor } from '../returns';
import { Ending, missing, useAgreement } from './Agrees';
import type { Shown } from './App';

/** Goods come back: the number on the receipt, what of it, why, and who agrees. */
export function Return({ till, state }: Shown) {
  const { m } = till;
  const { order, done } = state.returning;
  if (done) {
    const amount = (minor: number) => money(minor, done.currency, m.language);
    return (
      <section class="adjust" aria-live="polite">
        <h2 tabIndex={-1} ref={focus}>
          {m.givenBack(amount(done.refunded_minor))}
        </h2>
        {done.hand_out_minor > 0 && (
          <p class="change">
            {m.handOut} <strong>{amount(done.hand_out_minor)}</strong>
          </p>
        )}
        {done.refunded_minor > done.hand_out_minor && (
          <p>{m.goesBack(amount(done.refunded_minor - done.hand_out_minor))}</p>
        )}
        <button type="button" class="primary" onClick={() => till.open(null)}>
          {m.finished}
        </button>
      </section>
    );
  }
  return order ? <Lines till={till} state={state} key={order.order_id} /> : <Find till={till} state={state} />;
}

function Find({ till, state }: Shown) {
  const { m } = till;
  return (
    <form class="adjust" onSubmit={(event) => void till.findOrder(sent(event, 'number'))}>
      <h2>{m.goodsBack}</h2>
      <label>
        {m.orderNumber}
        <input name="number" autocomplete="off" maxLength={40} ref={focus} />
      </label>
      <div class="row">
        <button type="submit" class="primary" disabled={state.busy}>
          {m.find}
        </button>
        <button type="button" onClick={() => void till.showBare()}>
          {m.noReceipt}
        </button>
        <button type="button" onClick={() => till.open(null)}>
          {m.close}
        </button>
      </div>
    </form>
  );
}

function Lines({ till, state }: Shown) {
  const { m } = till;
  const { order } = state.returning;
  const agreement = useAgreement({ till, state });
  const [back, setBack] = useState<Record<number, Back>>({});
  const [wrong, setWrong] = useState('');
  if (!order) return null;
  const amount = (minor: number) => money(minor, order.currency, m.language);
  const of = (line: number): Back => back[line] ?? { quantity: 0, damaged: false };
  const change = (line: number, next: Partial<Back>) => {
    setWrong('');
    setBack({ ...back, [line]: { ...of(line), ...next } });
  };
  const sum = order.lines.reduce((all, it) => all + backMinor(it, of(it.line).quantity), 0);
  return (
    <form
      class="adjust"
      onSubmit={(event) => {
        event.preventDefault();
        const data = new FormData(event.currentTarget);
        const text = (name: string) => String(data.get(name) ?? '').trim();
        const lines = order.lines
          .filter(({ line }) => of(line).quantity > 0)
          .map(({ line }) => ({ line, quantity: of(line).quantity, damaged: of(line).damaged }));
        if (lines.length === 0) return setWrong(m.nothingBack);
        const lacks = missing(data, agreement, m);
        if (lacks) return setWrong(lacks);
        const isExchange = (event as unknown as SubmitEvent).submitter?.getAttribute('value') === 'also';
        const send = isExchange ? till.exchange : till.takeBackGoods;
        void send.call(till, lines, text('reason'), agreement.manager, text('pin'));
      }}
    >
      <h2 tabIndex={-1} ref={focus}>
        {m.order(order.number)} <span class="muted">{moment(order.placed_at, m.language)}</span>
      </h2>
      <div class="row">
        <button type="button" disabled={state.busy} onClick={() => void till.printReceipt(order.order_id)}>
          {m.printReceiptOf(order.number)}
        </button>
        <button type="button" onClick={() => till.askMail({ id: order.order_id, number: order.number })}>
          {m.mailReceiptOf(order.number)}
        </button>
      </div>
      <ul class="back">
        {order.lines.map((it) => {
          const { quantity, damaged } = of(it.line);
          const left = it.quantity - it.returned;
          return (
            <li key={it.line}>
              <span class="name">
                {it.name} <small class="muted">{left === 0 ? m.allBack : m.ofBought(quantity, left)}</small>
              </span>
              <label class="check">
                <input
                  type="checkbox"
                  checked={damaged}
                  disabled={quantity === 0}
                  onChange={(event) => change(it.line, { damaged: event.currentTarget.checked })}
                />
                {m.damaged}
              </label>
              <span class="count">
                <button
                  type="button"
                  aria-label={m.oneLess(it.name)}
                  disabled={quantity === 0}
                  onClick={() => change(it.line, { quantity: quantity - 1 })}
                >
                  −
                </button>
                <output>{quantity}</output>
                <button
                  type="button"
                  aria-label={m.oneMore(it.name)}
                  disabled={quantity >= left}
                  onClick={() => change(it.line, { quantity: quantity + 1 })}
                >
                  +
                </button>
              </span>
            </li>
          );
        })}
      </ul>
      <Ending
        till={till}
        state={state}
        agreement={agreement}
        reasons={m.returnReasons}
        wrong={wrong}
        submit={m.giveBack(amount(sum))}
        also={{ label: m.exchange, why: state.lines.length > 0 ? m.finishFirst : '' }}
      />
    </form>
  );
}
