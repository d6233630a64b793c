import { dueMinor } from '../../shared/basket';
import { money as written } from '../../shared/money';
import { isTyped, type KeypadField, LOSS_CODES } from '../calls';
import { idOf } from '../desk';
import {
  hindrance,
  linkState,
  METHODS,
  money,
  offers,
  refusal,
  type State,
  savedTenders,
  sendTo,
  takesKeys,
} from '../state';
import type { Shown } from './App';
import type { Keys } from './Board';
import { useNow } from './Waiting';

type Drawn = Shown & { keys: Keys };

/** The total, how it is paid without a card ever being said to anybody, and how the call ends. */
export function Payment({ desk, state, keys }: Drawn) {
  const { m } = desk;
  const { session } = state;
  const currency = session?.currency ?? state.channel?.currency ?? 'EUR';
  const paid = session?.status === 'completed';
  const due = paid ? session.total_minor : dueMinor(state.lines, session);
  return (
    <>
      <h2 class="total">
        {m.total} <strong>{written(due, currency, m.language)}</strong>
      </h2>
      {paid ? (
        <p class="ok big" role="status">
          ✓ {m.paid(session.order?.number ?? '')}
        </p>
      ) : (
        <Ways desk={desk} state={state} keys={keys} />
      )}
      {state.talk && <End desk={desk} state={state} keys={keys} />}
    </>
  );
}

function Ways({ desk, state, keys }: Drawn) {
  const { m } = desk;
  const { session } = state;
  const where = money(state);
  const why = hindrance(state);
  const refused = refusal(session);
  return (
    <>
      <fieldset class="ways">
        <legend class="hidden">{m.howToPay}</legend>
        {METHODS.map((it) => (
          <button type="button" key={it} aria-pressed={state.method === it} onClick={() => desk.pick(it)}>
            {m.methods[it]} <kbd>{keys[it]}</kbd>
          </button>
        ))}
      </fieldset>
      <Method desk={desk} state={state} keys={keys} />
      {refused && (
        <p class="alert" role="alert">
          {refused.text}
        </p>
      )}
      {where === 'checking' && <p role="status">{m.checking}</p>}
      {where === 'waits' ? (
        <div class="stack" role="status">
          <p>{session?.payment.action?.type === 'present_card' ? m.readerWaits : m.bankWaits}</p>
          <button type="button" onClick={() => void desk.withdraw()}>
            {m.withdraw}
          </button>
        </div>
      ) : (
        <button
          type="button"
          id="primary"
          class="primary"
          aria-disabled={why !== null || where !== 'open' || state.busy}
          aria-describedby="primary-why"
          onClick={() => void desk.primary()}
        >
          {primaryWord(desk, state)} <kbd>{keys.primary}</kbd>
        </button>
      )}
      <p id="primary-why" class="muted">
        {why ? m.hindrance[why] : ''}
      </p>
      <LinkState desk={desk} state={state} keys={keys} />
    </>
  );
}

function primaryWord({ m }: Shown['desk'], state: State): string {
  const { session, lines } = state;
  const currency = session?.currency ?? state.channel?.currency ?? 'EUR';
  const amount = written(dueMinor(lines, session), currency, m.language);
  if (state.paying !== 'no') return m.sending;
  if (state.method === 'link') return state.link ? m.sendAgain : m.sendLink;
  if (state.method === 'saved') return m.charge(amount);
  return state.method === 'reader' ? m.startReader(amount) : m.startKeypad(amount);
}

function Method({ desk, state }: Drawn) {
  const { m } = desk;
  if (state.method === 'link') {
    const key = 'link/send_to';
    const wrong = state.refused[key];
    return (
      <div class="stack">
        <label>
          {m.sendTo}
          <input
            id={idOf(key)}
            autocomplete="off"
            value={state.typed[key] ?? sendTo(state)}
            aria-invalid={Boolean(wrong)}
            aria-describedby="send-to-how"
            onInput={(event) => desk.type(key, event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && !event.ctrlKey) document.getElementById('primary')?.focus();
            }}
          />
        </label>
        <p id="send-to-how" class={wrong ? 'bad' : 'muted'} role={wrong ? 'alert' : undefined}>
          {wrong ?? m.sendToHow}
        </p>
      </div>
    );
  }
  if (state.method === 'saved') {
    const saved = savedTenders(state);
    if (saved.length === 0) return <p class="muted">{m.noSaved}</p>;
    return (
      <div class="stack">
        <div class="options" role="radiogroup" aria-label={m.methods.saved}>
          {saved.map((it) => (
            <label key={it.id} class={it.id === state.savedTenderId ? 'chosen' : ''}>
              <input
                type="radio"
                name="saved"
                checked={it.id === state.savedTenderId}
                onChange={() => desk.pickSaved(it.id)}
              />
              <span>{it.label}</span>
            </label>
          ))}
        </div>
        {state.session && (
          <>
            <p class="muted small">{m.consentHow}</p>
            <blockquote class="say" lang={state.session.locale}>
              {desk.consent()}
            </blockquote>
          </>
        )}
      </div>
    );
  }
  if (state.method === 'reader') return <p class="muted">{offers(state, 'card_present') ? m.readerHow : m.noReader}</p>;
  return <Keypad desk={desk} state={state} />;
}

/** What to read out before the caller types their card, and how far they are with it. */
function Keypad({ desk, state }: Shown) {
  const { m } = desk;
  const { keypad, session } = state;
  if (!takesKeys(state)) return <p class="muted">{m.noKeypad}</p>;
  if (keypad && isTyped(keypad)) {
    return (
      <div class="stack">
        <p>{m.keypadHow}</p>
        <ul class="keypad" aria-label={m.keypadProgress}>
          {keypad.fields.map((it) => (
            <KeypadLine key={it.name} field={it} desk={desk} state={state} />
          ))}
        </ul>
        <button type="button" onClick={() => void desk.cancelKeypad()}>
          {m.cancelKeypad}
        </button>
      </div>
    );
  }
  return (
    <div class="stack">
      {keypad && keypad.state !== 'paid' && (
        <p class={keypad.state === 'captured' ? '' : 'bad'} role="status">
          {m.keypadProblems[keypad.problem ?? ''] ?? m.keypadStates[keypad.state]}
        </p>
      )}
      {session && keypad?.state !== 'captured' && (
        <>
          <p class="muted small">{m.consentHow}</p>
          <blockquote class="say" lang={session.locale}>
            {desk.keypadConsent()}
          </blockquote>
        </>
      )}
    </div>
  );
}

const LONGEST = { number: 16, expiry: 4, security_code: 3 };

function KeypadLine({ desk, field }: Shown & { field: KeypadField }) {
  const { m } = desk;
  const { name, digits, state } = field;
  const dots = '•'.repeat(digits) + '_'.repeat(Math.max(0, LONGEST[name] - digits));
  return (
    <li class={state === 'invalid' ? 'bad' : ''}>
      <span>
        {m.keypadFields[name]}{' '}
        <span class="dots" aria-hidden="true">
          {state === 'valid' ? '✓' : dots.replaceAll(/(.{4})(?=.)/g, '$1 ')}
        </span>
        <span class={state === 'invalid' ? '' : 'hidden'} role="status">
          {m.keypadSays[state](digits)}
        </span>
      </span>
      {digits > 0 || state === 'valid' || state === 'invalid' ? (
        <button
          type="button"
          aria-label={m.retypeField(m.keypadFields[name])}
          onClick={() => void desk.retypeKeypad(name)}
        >
          {m.retype}
        </button>
      ) : null}
    </li>
  );
}

/** How far the link has come, live. */
function LinkState({ desk, state }: Drawn) {
  const { m } = desk;
  const now = useNow(5_000);
  const { link } = state;
  const at = linkState(state, now);
  if (!link || !at) return null;
  const steps = ['sent', 'opened', 'paying', 'paid'] as const;
  const reached = at === 'declined' ? 'paying' : at === 'expired' ? 'sent' : at;
  return (
    <div class="link">
      <ol class="steps" aria-label={m.linkTo(link.sendTo)}>
        {steps.map((it) => (
          <li
            key={it}
            class={steps.indexOf(it) <= steps.indexOf(reached) ? 'reached' : 'muted'}
            aria-current={it === reached ? 'step' : undefined}
          >
            {m.linkStates[it]}
          </li>
        ))}
      </ol>
      <p role="status" class={at === 'declined' || at === 'expired' ? 'bad' : ''}>
        {m.linkSays[at](link.sendTo)}
      </p>
      {at === 'sent' && (
        <button type="button" onClick={() => void navigator.clipboard?.writeText(link.url)} data-url={link.url}>
          {m.copyLink}
        </button>
      )}
    </div>
  );
}

/** How it went. Nothing is thrown away: a session that is not paid can be paid by its link. */
function End({ desk, state, keys }: Drawn) {
  const { m } = desk;
  const sold = state.session?.status === 'completed';
  // A call the server does not know of has no reasons of its own.
  const reasons = state.talk?.callId ? state.reasons?.map(({ code, label }) => ({ code, label })) : undefined;
  const losses = LOSS_CODES.map((code) => ({ code: code as string, label: m.losses[code] ?? code }));
  if (sold && !reasons) {
    return (
      <button type="button" id="primary" class="primary" onClick={() => void desk.endCall(null)}>
        {m.endCall} <kbd>{keys.primary}</kbd>
      </button>
    );
  }
  if (state.panel !== 'end') {
    return (
      <div class="row">
        {sold && (
          <button type="button" id="primary" class="primary" onClick={() => void desk.endCall(null)}>
            {m.endCall} <kbd>{keys.primary}</kbd>
          </button>
        )}
        {!sold && (
          <button type="button" onClick={() => desk.open('end')}>
            {m.endCall} <kbd>{keys.end}</kbd>
          </button>
        )}
        {state.session?.assistance?.some(({ actor }) => actor === `staff:${state.staff?.subject}`) && (
          <button type="button" onClick={() => void desk.handBack()}>
            {m.handBack} <kbd>{keys.handback}</kbd>
          </button>
        )}
      </div>
    );
  }
  return (
    <form
      class="stack end"
      onSubmit={(event) => {
        event.preventDefault();
        const reason = String(new FormData(event.currentTarget).get('reason') ?? '');
        if (reason) void desk.endCall(reason === 'link' ? null : reason);
        else desk.warn(m.reasonMissing);
      }}
    >
      <fieldset>
        <legend>{m.howItWent}</legend>
        {(reasons ?? [...(state.link ? [{ code: 'link', label: m.paysByLink }] : []), ...losses]).map((it, at) => (
          <label key={it.code} class="inline">
            <input type="radio" name="reason" value={it.code} ref={at === 0 ? focusFirst : null} /> {it.label}
          </label>
        ))}
      </fieldset>
      <div class="row">
        <button type="submit" class="primary" aria-disabled={state.busy}>
          {m.endCall} <kbd>Enter</kbd>
        </button>
        <button type="button" onClick={() => void desk.callLater()}>
          {m.callLater}
        </button>
        <button type="button" onClick={() => desk.open(null)}>
          {m.goOn} <kbd>Esc</kbd>
        </button>
      </div>
      <p class="muted small">{m.endHow}</p>
    </form>
  );
}

function focusFirst(field: HTMLElement | null): void {
  field?.focus();
}
