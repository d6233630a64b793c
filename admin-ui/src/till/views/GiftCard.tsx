import { useState } from 'preact/hooks';
import { moment } from '../../shared/dates';
import { focus, sent } from '../../shared/forms';
import { money } from '../../shared/money';
import { usableMinor } from '../gifts';
import { hindrance, remaining, money as whereMoneyIs } from '../state';
import type { Shown } from './App';

/** A gift card: its code, scanned or typed, what is on it, and a sale that it pays, in part or whole. */
export function GiftCard({ till, state }: Shown) {
  const { m } = till;
  const { gift } = state;
  const [typed, setTyped] = useState(gift.code);
  return (
    <form
      class="adjust"
      onSubmit={(event) => {
        const code = sent(event, 'gift');
        if (code) void till.lookUpGift(code);
      }}
    >
      <h2>{m.giftCard}</h2>
      <label>
        {m.giftCode}
        <input
          class="code"
          name="gift"
          size={22}
          autocomplete="off"
          autocapitalize="characters"
          maxLength={100}
          value={gift.code || typed}
          aria-describedby="gift-how"
          onInput={(event) => {
            setTyped(event.currentTarget.value);
            till.retypeGift();
          }}
          ref={focus}
        />
      </label>
      <p id="gift-how" class="muted">
        {state.connected ? m.giftHow : m.giftOffline}
      </p>
      <div class="row">
        <button
          type="submit"
          class={gift.balance ? undefined : 'primary'}
          disabled={state.busy || !state.connected}
          aria-describedby="gift-how"
        >
          {m.giftLookUp}
        </button>
        <button type="button" onClick={() => till.open(null)}>
          {m.close}
        </button>
      </div>
      <Balance till={till} state={state} />
    </form>
  );
}

function Balance({ till, state }: Shown) {
  const { m } = till;
  const { gift, channel, lines, parts } = state;
  const { balance } = gift;
  const currency = channel?.currency ?? 'EUR';
  const rest = remaining(state);
  const usable = usableMinor(gift, rest, parts, currency);
  const takes = channel?.tenders.includes('gift_card') ?? false;
  const hindered = hindrance(state);
  const isUnderWay = whereMoneyIs(state) !== 'open';
  const why = () => {
    if (!balance || lines.length === 0) return '';
    if (!takes) return m.giftNotTaken;
    if (balance.state !== 'active') return m.giftStates[balance.state] ?? balance.state;
    if (balance.currency !== currency) return m.giftCurrency(currency);
    if (hindered) return m.why[hindered] ?? '';
    if (isUnderWay) return m.payingAlready;
    return usable === 0 ? m.giftEmpty : '';
  };
  return (
    <div role="status">
      {balance && (
        <>
          <p class="change">
            {m.giftBalance} <strong>{money(balance.balance_minor, balance.currency, m.language)}</strong>
          </p>
          <p class="muted">
            {balance.expires_at ? m.giftUntil(moment(balance.expires_at, m.language)) : m.giftForever}
            {balance.state !== 'active' && ` · ${m.giftStates[balance.state] ?? balance.state}`}
          </p>
          {lines.length > 0 && (
            <>
              <p class="why bad" id="gift-why">
                {why()}
              </p>
              <button
                type="button"
                class="primary"
                disabled={usable === 0 || !takes || hindered !== null || isUnderWay || !state.connected}
                aria-describedby="gift-why"
                onClick={() => void till.payByGift()}
              >
                {usable < rest
                  ? m.giftPart(money(usable, currency, m.language))
                  : m.giftPay(money(usable, currency, m.language))}
              </button>
            </>
          )}
        </>
      )}
    </div>
  );
}
