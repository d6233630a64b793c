import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { StaffMember } from '../../shared/api';
import { Alert, Offline, type Shown } from './App';

const LONGEST_PIN = 8;
const SHORTEST_PIN = 4;
const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

export function SignIn({ till, state }: Shown) {
  const { m } = till;
  const [person, setPerson] = useState<StaffMember | null>(null);
  return (
    <main class="gate">
      <Offline till={till} state={state} />
      {state.because === 'expired' && <p class="note">{m.expired}</p>}
      {person ? (
        <Pin till={till} state={state} person={person} back={() => setPerson(null)} />
      ) : (
        <>
          <h1>{m.whoIsThere}</h1>
          <p class="muted">{state.register?.name}</p>
          {state.people?.length === 0 && <p>{m.nobody}</p>}
          <ul class="people">
            {state.people?.map((it) => (
              <li key={it.id}>
                <button type="button" onClick={() => setPerson(it)}>
                  {it.name}
                </button>
              </li>
            ))}
          </ul>
          {state.cashier && (
            <div class="row">
              <button type="button" onClick={() => till.stay()}>
                {m.back}
              </button>
              <button type="button" onClick={() => void till.signOut()}>
                {m.signOut}
              </button>
            </div>
          )}
        </>
      )}
    </main>
  );
}

function Pin({ till, state, person, back }: Shown & { person: StaffMember; back: () => void }) {
  const { m } = till;
  const [pin, draw] = useState('');
  // What was typed, not what is drawn of it: keys come quicker than the screen.
  const typed = useRef('');
  const setPin = (next: string) => {
    typed.current = next;
    draw(next);
  };
  const type = (digit: string) => typed.current.length < LONGEST_PIN && setPin(typed.current + digit);
  const deleteOne = () => setPin(typed.current.slice(0, -1));
  const send = () => {
    const whole = typed.current;
    if (whole.length < SHORTEST_PIN || till.state.busy) return;
    setPin('');
    void till.signIn(person, whole);
  };
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (/^\d$/.test(event.key)) type(event.key);
      else if (event.key === 'Backspace') deleteOne();
      else if (event.key === 'Escape') back();
      else if (event.key === 'Enter' && typed.current) send();
      else return;
      event.preventDefault();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  });
  return (
    <>
      <h1>{m.pinOf(person.name)}</h1>
      <p class="dots" role="status" aria-label={m.pinEntered(pin.length)}>
        {'●'.repeat(pin.length)}
      </p>
      <fieldset class="pad">
        <legend class="hidden">PIN</legend>
        {DIGITS.map((digit) => (
          <button type="button" key={digit} onClick={() => type(digit)}>
            {digit}
          </button>
        ))}
        <button type="button" class="small" onClick={deleteOne}>
          {m.deleteDigit}
        </button>
        <button type="button" onClick={() => type('0')}>
          0
        </button>
        <button type="button" class="primary small" disabled={pin.length < SHORTEST_PIN || state.busy} onClick={send}>
          {m.signIn}
        </button>
      </fieldset>
      <Alert text={state.alert} />
      <button type="button" onClick={back}>
        {m.back}
      </button>
    </>
  );
}
