import type { Session } from '../../shared/api';
import { money } from '../../shared/money';
import type { PaidBy } from '../checkout';
import type { Messages } from '../messages';
import { isChecking, knownAsks, needsTender, payMessage, shownAsks, walletsOf } from '../state';
import type { ViewProps } from './App';
import { AskFields, Trust } from './AskFields';
import { Codes } from './Codes';
import { Options } from './Options';

const CONTACT = ['buyer.email', 'buyer.phone', 'buyer.name', 'buyer.age'];

/** Everything that stands between this shopper and a paid order, one thing per row. */
export function Form({ checkout, state }: ViewProps) {
  const { m } = checkout;
  const { session, paying, following } = state;
  if (!session) return null;
  const asks = shownAsks(state);
  const consents = asks.filter((ask) => ask.startsWith('consent.'));
  const delivery = asks.filter((ask) => !CONTACT.includes(ask) && !consents.includes(ask));
  const contact = asks.some((ask) => CONTACT.includes(ask)) && (
    <fieldset key="contact">
      <legend>{m.contact}</legend>
      {asks
        .filter((ask) => CONTACT.includes(ask))
        .map((ask) => (
          <AskFields key={ask} ask={ask} checkout={checkout} state={state} />
        ))}
    </fieldset>
  );
  const where = [
    <Options key="options" checkout={checkout} state={state} />,
    ...delivery.map((ask) => (
      <fieldset key={ask}>
        <legend>{ask === 'fulfillment.name' ? m.pickupName : m.address}</legend>
        <AskFields ask={ask} checkout={checkout} state={state} />
      </fieldset>
    )),
  ];
  // What was asked first stays first, also when it has been answered.
  const inOrder = CONTACT.includes(state.opened[0] ?? 'buyer.email') ? [contact, ...where] : [...where, contact];
  const checking = isChecking(state);
  const busy = paying !== 'no' || checking;
  const ways = waysToPay(session, m);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void checkout.pay(ways[0]?.[0]);
      }}
    >
      <Status checkout={checkout} state={state} />
      <NewTotal checkout={checkout} state={state} />
      <BankWaits checkout={checkout} state={state} />
      <div class={checking ? 'questions under-way' : 'questions'} inert={checking || following || paying === 'sending'}>
        {session.line_items.length === 0 && <p class="note bad">{m.emptyBasket}</p>}
        <Express checkout={checkout} state={state} />
        <Known checkout={checkout} state={state} />
        {inOrder}
        <Codes checkout={checkout} state={state} />
        <Card checkout={checkout} state={state} />
        {consents.map((ask) => (
          <AskFields key={ask} ask={ask} checkout={checkout} state={state} />
        ))}
      </div>
      <div class="pay-bar" data-field="payment.tender" hidden={checking}>
        {ways.map(([by, label], at) => (
          <button
            key={by}
            type={at === 0 ? 'submit' : 'button'}
            class={at === 0 ? 'pay' : 'quiet'}
            aria-disabled={busy || following}
            onClick={at === 0 ? undefined : () => void checkout.pay(by)}
          >
            {at === 0 && paying === 'sending' && <span class="spinner" aria-hidden="true" />}
            {at === 0 && paying === 'sending' ? m.paying : label}
          </button>
        ))}
      </div>
    </form>
  );
}

/**
 * What the buttons do and say. The first, which Enter presses, is what the session would like, or the saved tender that is offered: then
 * nothing is left to do but press it.
 */
function waysToPay(session: Session, m: Messages): [PaidBy, string][] {
  if (!needsTender(session)) return [['card', m.placeOrder]];
  const amount = money(session.due_minor, session.currency, session.locale);
  const ways: [PaidBy, string, string][] = [['card', m.payCard, m.pay(amount)]];
  if (session.currency === 'EUR' && session.channel.tenders?.includes('ideal'))
    ways.push(['ideal', m.payIdeal, m.payWith(amount, 'iDEAL')]);
  const offered = session.offered_tender;
  if (offered) ways.push(['saved', m.paySaved(offered.label), m.payWith(amount, offered.label)]);
  const wanted = session.default_tender ?? (offered ? 'saved' : 'card');
  ways.sort(([by], [other]) => Number(other === wanted) - Number(by === wanted));
  return ways.map(([by, label, first], at) => [by, at === 0 ? first : label]);
}

/** What goes on, said once to everybody, those who listen included. */
function Status({ checkout: { m }, state }: ViewProps) {
  const checking = isChecking(state);
  const text = checking
    ? m.checking
    : state.paying === 'leaving'
      ? m.toBank
      : !state.connected
        ? m.offline
        : state.following
          ? m.notHolder
          : '';
  return (
    <div role="status" class={text ? 'note' : ''}>
      {text && <p>{text}</p>}
      {checking && (
        <>
          <p class="muted">{m.checkingMore}</p>
          <span class="bar" aria-hidden="true" />
        </>
      )}
    </div>
  );
}

function NewTotal({ checkout: { m }, state: { newTotal, session } }: ViewProps) {
  const amount = (minor: number) => money(minor, session?.currency ?? 'EUR', session?.locale ?? 'en');
  return (
    <div id="new-total" role="alert" tabIndex={-1} class={newTotal ? 'note warn' : ''}>
      {newTotal && (
        <>
          <strong>{m.totalChanged}</strong>
          <p>{m.totalFromTo(amount(newTotal.beforeMinor), amount(newTotal.nowMinor))}</p>
          <p>{m.totalPress(amount(newTotal.nowMinor))}</p>
        </>
      )}
    </div>
  );
}

/** The bank, a card reader or another device has the next word. */
function BankWaits({ checkout, state }: ViewProps) {
  const { m } = checkout;
  const action = state.session?.payment.action;
  if (state.session?.status !== 'requires_escalation' || isChecking(state) || state.paying === 'leaving') return null;
  if (action?.type === 'redirect') {
    return (
      <div class="note warn">
        <p>{m.bankWaits}</p>
        <button type="button" class="quiet" onClick={() => checkout.toBank(action.url)}>
          {m.bankContinue}
        </button>
        <p class="muted">{m.bankOther}</p>
      </div>
    );
  }
  return (
    <div class="note">
      <p>{m.elsewhere}</p>
      <button type="button" class="quiet" onClick={() => void checkout.withdraw()}>
        {m.payHere}
      </button>
    </div>
  );
}

/** Its room is there from the start, so that nothing moves when wallets appear, late or never. */
function Express({ checkout, state: { session, config, express } }: ViewProps) {
  if (!session?.line_items.length || !needsTender(session) || walletsOf(session).length === 0) return null;
  return (
    <div class="express">
      {config?.provider && <div ref={checkout.expressRef} />}
      <p class="muted small">{express && checkout.m.orBelow}</p>
    </div>
  );
}

/** Answers that were given elsewhere are said, not asked. */
function Known({ checkout, state }: ViewProps) {
  const { m } = checkout;
  const known = knownAsks(state);
  if (known.length === 0) return null;
  return (
    <ul class="known">
      {known.map(({ ask, text }) => (
        <li key={ask}>
          <span>{text}</span>
          <button
            type="button"
            class="link"
            aria-label={m.changeWhat(ask === 'buyer.email' ? m.contact : m.address)}
            onClick={() => checkout.reopen(ask)}
          >
            {m.change}
          </button>
        </li>
      ))}
    </ul>
  );
}

function Card({ checkout, state }: ViewProps) {
  const { m } = checkout;
  const { card, config, session } = state;
  const drawn = card !== 'absent' || (session && config?.provider && needsTender(session));
  const message = isChecking(state) ? null : payMessage(state, m);
  return (
    <fieldset class="card" hidden={!drawn && !message}>
      <legend>{m.payment}</legend>
      <div id="pay-message" role="alert" tabIndex={-1} class={message ? `note ${message.bad ? 'bad' : ''}` : ''}>
        {message?.text}
      </div>
      {message?.bad && (
        <p>
          {(['device', 'call'] as const).map((way) => (
            <button key={way} type="button" class="quiet" onClick={() => checkout.help(way)}>
              {m.ways[way]}
            </button>
          ))}
        </p>
      )}
      <div class="card-frame">
        {drawn && <div id="card" ref={checkout.cardRef} />}
        {card === 'loading' && <p class="muted card-wait">{m.cardLoading}</p>}
      </div>
      {card === 'failed' && (
        <div class="note bad" role="alert">
          <p>{m.cardFailed}</p>
          <button type="button" class="quiet" onClick={() => checkout.mountCard()}>
            {m.tryAgain}
          </button>
        </div>
      )}
      <p class="muted small">{m.cardSafe}</p>
      {session && <Trust ask="payment.tender" checkout={checkout} session={session} />}
    </fieldset>
  );
}
