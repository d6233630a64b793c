import { useEffect, useState } from 'preact/hooks';
import { sent } from '../../shared/forms';
import { money } from '../../shared/money';
import { cleanNumber, looksLikeNumber } from '../calls';
import { clock } from '../state';
import type { Shown } from './App';

/** Nobody is on the phone: who calls, who wants to be called, and where shoppers are. */
export function Waiting({ desk, state }: Shown) {
  const { m } = desk;
  const now = useNow(10_000);
  return (
    <>
      <NumberForm desk={desk} state={state} />
      {state.calls.length > 0 && (
        <section aria-labelledby="ringing">
          <h2 id="ringing">{m.ringing}</h2>
          <ul class="rows">
            {state.calls.map((it) => {
              const number = it.call.caller_number ?? m.noNumber;
              const rings = it.call.state === 'ringing';
              return (
                <li key={it.call.id}>
                  <span>
                    {number}
                    {it.pop.customer && ` · ${it.pop.customer.name ?? m.knownCaller}`}
                    {!rings && <small class="muted"> {m.callStates[it.call.state]}</small>}
                  </span>
                  <button
                    type="button"
                    aria-label={rings ? m.answerCall(number) : m.goOnWith(number)}
                    onClick={() => void (rings ? desk.answer(it) : desk.goOn(it))}
                  >
                    {rings ? m.answer : m.goOnCall}
                  </button>
                </li>
              );
            })}
          </ul>
        </section>
      )}
      <section aria-labelledby="queue">
        <h2 id="queue">{m.queue(state.queue.length)}</h2>
        {state.queue.length === 0 ? (
          <p class="muted">{m.noQueue}</p>
        ) : (
          <ul class="rows">
            {state.queue.map((it, at) => (
              <li key={it.id}>
                <span>
                  {m.waitsSince(clock(it.queued_at, now))}
                  {it.priority?.payment_failed && <strong class="bad"> · {m.paymentFailed}</strong>}
                  {it.tries > 0 && ` · ${m.tried(it.tries)}`}
                </span>
                <button type="button" aria-label={m.takeCallOf(at + 1)} onClick={() => void desk.takeRequest(it)}>
                  {m.takeThis}
                </button>
              </li>
            ))}
          </ul>
        )}
      </section>
      {state.later.length > 0 && (
        <section aria-labelledby="later">
          <h2 id="later">{m.later}</h2>
          <ul class="rows">
            {state.later.map((it) => (
              <li key={it.id}>
                <span>
                  {it.number ?? m.noNumber}
                  {it.note && <small class="muted"> {it.note}</small>}
                </span>
                <button
                  type="button"
                  aria-label={m.callBackTo(it.number ?? m.noNumber)}
                  onClick={() => void desk.callBack(it)}
                >
                  {m.callBack}
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section aria-labelledby="open">
        <h2 id="open">{m.openCheckouts}</h2>
        <form
          class="row"
          onSubmit={(event) => {
            const code = sent(event, 'code');
            if (code) void desk.claim(code);
          }}
        >
          <label>
            {m.code}
            <input id="claim" name="code" size={6} autocomplete="off" autocapitalize="characters" />
          </label>
          <button type="submit">{m.open}</button>
        </form>
        {state.open.length === 0 ? (
          <p class="muted">{m.noOpen}</p>
        ) : (
          <ul class="rows">
            {state.open.map((it) => (
              <li key={it.id} data-session={it.id}>
                <span>
                  <span class={`channel ${it.channel.kind}`}>{m.channels[it.channel.kind]}</span>{' '}
                  {money(it.total_minor, it.currency, m.language)} · {m.steps[it.step]}
                  <small class="muted"> {m.ago(clock(it.updated_at, now))}</small>
                </span>
                <button
                  type="button"
                  aria-label={m.openOne(
                    m.channels[it.channel.kind] ?? '',
                    money(it.total_minor, it.currency, m.language),
                  )}
                  onClick={() => void desk.lookAt(it.id)}
                >
                  {m.open}
                </button>
              </li>
            ))}
          </ul>
        )}
      </section>
    </>
  );
}

function NumberForm({ desk, state }: Shown) {
  const { m } = desk;
  const [wrong, setWrong] = useState<string | null>(null);
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        const number = sent(event, 'number');
        const isGood = looksLikeNumber(cleanNumber(number));
        setWrong(isGood || !number ? null : m.numberShape);
        if (isGood || !number) void desk.takeCall(number || null);
      }}
    >
      <label>
        {m.number}
        <input
          id="number"
          name="number"
          inputMode="tel"
          autocomplete="off"
          aria-describedby="number-how"
          aria-invalid={wrong !== null}
          onInput={() => setWrong(null)}
        />
      </label>
      <p id="number-how" class={wrong ? 'bad' : 'muted'} role={wrong ? 'alert' : undefined}>
        {wrong ?? m.numberHow}
      </p>
      <button type="submit" class="primary" aria-disabled={state.busy}>
        {m.takeCall} <kbd>Enter</kbd>
      </button>
    </form>
  );
}

/** The time, again and again. */
export function useNow(everyMs = 1_000): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
