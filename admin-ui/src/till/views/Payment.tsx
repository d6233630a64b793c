import { useState } from 'preact/hooks';
import { focus, sent } from '../../shared/forms';
import { minorOf, money as written } from '../../shared/money';
import { dueInCash, noteKeys } from '../cash';
import { cardAsked } from '../parts';
import { leftOverMinor } from '../returns';
import { due, hindrance, isPaidByGoods, money, refusal, type State } from '../state';
import type { Shown } from './App';
import { Split } from './Split';

/** The total, and the ways to pay it: each is one press from the sale. */
export function Payment({ till, state }: Shown) {
  const { m } = till;
  const currency = state.channel?.currency ?? 'EUR';
  return (
    <section class="payment">
      <p class="total">
        {m.total} <strong>{written(due(state), currency, m.language)}</strong>
      </p>
      <Way till={till} state={state} />
    </section>
  );
}

function Way({ till, state }: Shown) {
  const { m } = till;
  if (state.elsewhere) {
    return (
      <div class="wait" role="alert">
        <p>{m.elsewhere}</p>
        <div class="row">
          <button type="button" class="primary" onClick={() => void till.takeBack()}>
            {m.takeBack}
          </button>
          <button type="button" onClick={() => till.leave()}>
            {m.leaveIt}
          </button>
        </div>
      </div>
    );
  }
  const asked = state.session && cardAsked(state.parts, state.session);
  switch (money(state)) {
    case 'sending':
      return (
        <p class="wait" role="status">
          {m.sending}
        </p>
      );
    case 'checking':
      return (
        <div class="wait" role="status">
          <p>
            <strong>{m.checking}</strong>
          </p>
          <p>{m.checkingWhy}</p>
        </div>
      );
    case 'present_card':
      return (
        <div class="wait">
          <p role="status">
            <strong>{isUncertain(state) ? m.readerUncertain : m.presentCard}</strong>
            {asked &&
              ` ${m.cardAsked(asked.at, asked.of, written(asked.amount_minor, state.channel?.currency ?? 'EUR', m.language))}`}
          </p>
          <button type="button" onClick={() => void till.cancelCard()}>
            {m.cancelCard}
          </button>
        </div>
      );
    case 'open':
      if (state.parts.length > 0 || (state.panel === 'split' && state.lines.length > 0))
        return <Split till={till} state={state} />;
      return state.panel === 'cash' ? <OtherAmount till={till} state={state} /> : <Keys till={till} state={state} />;
  }
}

/** The reader may have seen a card and cannot tell: nobody may be asked to hold one to it again. */
function isUncertain({ session }: State) {
  const action = session?.payment.action;
  return action?.type === 'present_card' && action.reader_state === 'uncertain';
}

function Keys({ till, state }: Shown) {
  const { m } = till;
  if (isPaidByGoods(state)) return <Exchanged till={till} state={state} />;
  const { channel, lines } = state;
  const currency = channel?.currency ?? 'EUR';
  const amount = (minor: number) => written(minor, currency, m.language);
  const cash = dueInCash(due(state), channel?.cash_rounding_minor);
  const hindered = hindrance(state);
  const takes = (tender: string) => channel?.tenders.includes(tender) ?? false;
  const declined = refusal(state.session);
  const why =
    (hindered && m.why[hindered]) ||
    (!state.connected && m.cashOnly) ||
    (declined && (m.said[declined.code] ?? declined.text)) ||
    '';
  return (
    <>
      <p class={declined && !hindered ? 'why bad' : 'why'} role={declined && !hindered ? 'alert' : undefined} id="why">
        {why}
      </p>
      <div class="tenders">
        {takes('card_present') && (
          <button
            type="button"
            class="primary"
            disabled={hindered !== null || !state.connected}
            aria-describedby="why"
            onClick={() => void till.card()}
          >
            {m.card} <kbd>F8</kbd>
          </button>
        )}
        {takes('cash') && (
          <button
            type="button"
            class="primary"
            disabled={hindered !== null}
            aria-describedby="why"
            onClick={() => void till.cash(cash)}
          >
            {m.cashExact(amount(cash))} <kbd>F9</kbd>
          </button>
        )}
      </div>
      {takes('cash') && (
        <div class="notes">
          {lines.length > 0 &&
            noteKeys(cash, currency).map((note) => (
              <button
                type="button"
                key={note}
                aria-label={m.given(amount(note))}
                disabled={hindered !== null}
                aria-describedby="why"
                onClick={() => void till.cash(note)}
              >
                {amount(note)}
              </button>
            ))}
        </div>
      )}
      {lines.length > 0 && (
        <div class="more">
          {takes('cash') && (
            <button type="button" disabled={hindered !== null} aria-describedby="why" onClick={() => till.open('cash')}>
              {m.other}
            </button>
          )}
          <button
            type="button"
            id="split"
            disabled={hindered !== null || !state.connected}
            aria-describedby="why"
            onClick={() => till.open('split')}
          >
            {m.split} <kbd>F3</kbd>
          </button>
          {takes('gift_card') && (
            <button
              type="button"
              disabled={hindered !== null || !state.connected}
              aria-describedby="why"
              onClick={() => till.showGift()}
            >
              {m.giftCard}
            </button>
          )}
        </div>
      )}
    </>
  );
}

/** What comes back pays for all that goes out. */
function Exchanged({ till, state }: Shown) {
  const { m } = till;
  const hindered = hindrance(state);
  const over = leftOverMinor(state);
  return (
    <>
      <p class="why" id="why">
        {hindered ? m.why[hindered] : ''}
      </p>
      <button
        type="button"
        class="primary"
        id="by-card"
        disabled={hindered !== null || !state.connected}
        aria-describedby="why"
        onClick={() => void till.completeExchange()}
      >
        {over > 0 ? m.exchangeAndBack(written(over, state.channel?.currency ?? 'EUR', m.language)) : m.exchangeNow}
      </button>
    </>
  );
}

function OtherAmount({ till, state }: Shown) {
  const { m } = till;
  const [wrong, setWrong] = useState('');
  const currency = state.channel?.currency ?? 'EUR';
  const cash = dueInCash(due(state), state.channel?.cash_rounding_minor);
  return (
    <form
      class="wait"
      onSubmit={(event) => {
        const given = minorOf(sent(event, 'given'), currency);
        if (given === null || given < cash) setWrong(m.tooLittle(written(cash, currency, m.language)));
        else void till.cash(given);
      }}
    >
      <label>
        {m.amountGiven(currency)}
        <input
          inputMode="decimal"
          autocomplete="off"
          name="given"
          aria-describedby="given-wrong"
          aria-invalid={wrong !== ''}
          onInput={() => setWrong('')}
          ref={focus}
        />
      </label>
      <p class="bad" id="given-wrong" role="alert">
        {wrong}
      </p>
      <div class="row">
        <button type="submit" class="primary">
          {m.take}
        </button>
        <button type="button" onClick={() => till.open(null)}>
          {m.back}
        </button>
      </div>
    </form>
  );
}
