import { moment, timeOfDay } from '../../shared/dates';
import { sent } from '../../shared/forms';
import { money } from '../../shared/money';
import type { Pop, PopSession } from '../calls';
import { idOf } from '../desk';
import type { Messages } from '../messages';
import { FACTS, type Fact, factQuestion } from '../spoken';
import { clock, type Talk } from '../state';
import type { Shown } from './App';
import type { Keys } from './Board';
import { useNow } from './Waiting';

/** The call: how long it lasts, who it may be, and what happened before. */
export function CallCard({ desk, state, talk, keys }: Shown & { talk: Talk; keys: Keys }) {
  const { m } = desk;
  return (
    <>
      <section class="card" aria-labelledby="call">
        <h2 id="call">{talk.number ?? m.noNumber}</h2>
        <p class="timer">
          <Timer from={talk.startedAt} /> · {talk.heldSince ? <strong class="warn">{m.onHold}</strong> : m.talking}
          {talk.heldSince && (
            <>
              {' '}
              <Timer from={talk.heldSince} />
            </>
          )}
        </p>
        <div class="row">
          <button type="button" aria-pressed={talk.heldSince !== null} onClick={() => desk.hold()}>
            {talk.heldSince ? m.resume : m.hold} <kbd>{keys.hold}</kbd>
          </button>
          <button
            type="button"
            aria-pressed={talk.recordingPausedSince !== null}
            aria-describedby="recording-how"
            onClick={() => desk.markRecording()}
          >
            {talk.recordingPausedSince ? m.recordingGoesOn : m.recordingPause}
          </button>
        </div>
        <p id="recording-how" class="muted small">
          {m.recordingHow}
        </p>
        <label>
          {m.note}
          <textarea
            id="note"
            rows={2}
            value={talk.note}
            onInput={(event) => desk.takeNote(event.currentTarget.value)}
            onBlur={() => desk.saveNote()}
          />
        </label>
      </section>
      <Who desk={desk} state={state} />
      <Happenings desk={desk} state={state} />
    </>
  );
}

function Timer({ from }: { from: string }) {
  const now = useNow();
  return <span class="amount">{clock(from, now)}</span>;
}

function Who({ desk, state }: Shown) {
  const { m } = desk;
  const { caller, session } = state;
  if (!caller) return null;
  const proven = Boolean(session?.recognized_by);
  return (
    <section class="card" aria-labelledby="known">
      <h2 id="known">{caller.pop?.customer?.name ?? (caller.known ? m.knownCaller : m.newCaller)}</h2>
      {caller.known && (
        <p class={proven ? 'ok' : 'warn'}>{proven ? m.provenBy(session?.recognized_by ?? '') : m.notProven}</p>
      )}
      {caller.pop && <PopOf desk={desk} state={state} pop={caller.pop} />}
      {caller.known && !proven && <Proof desk={desk} state={state} />}
    </section>
  );
}

function PopOf({ desk, state, pop }: Shown & { pop: Pop }) {
  const { m } = desk;
  return (
    <>
      {pop.sessions.length > 0 && (
        <>
          <h3>{m.openHere}</h3>
          <ul class="rows">
            {pop.sessions
              .filter(({ id }) => id !== state.session?.id)
              .map((it) => (
                <li key={it.id}>
                  <span>
                    <span class={`channel ${it.channel.kind}`}>{m.channels[it.channel.kind]}</span>{' '}
                    {m.stoppedAt(placeOf(it, m))} · {money(it.total_minor, it.currency, m.language)}
                    {it.problem && <strong class="bad"> · {m.problems[it.problem] ?? it.problem}</strong>}
                    <small class="muted"> {it.line_items.join(', ')}</small>
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
        </>
      )}
      {pop.orders.length > 0 && (
        <>
          <h3>{m.lastOrders}</h3>
          <ul class="rows">
            {pop.orders.map((it, at) => (
              <li key={it.id}>
                <span>
                  {moment(it.placed_at, m.language)} · {money(it.total_minor, it.currency, m.language)}
                  <small class="muted"> {it.items.join(', ')}</small>
                </span>
                <button
                  type="button"
                  id={at === 0 ? 'reorder' : undefined}
                  aria-label={m.reorderOf(it.items.join(', '))}
                  onClick={() => void desk.reorder(it)}
                >
                  {m.reorder}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

/** Where a shopper stopped: at an ask, or else at a step. */
const placeOf = ({ next_ask, step }: PopSession, m: Messages): string =>
  (next_ask && m.askNames[next_ask]) || m.steps[step] || step;

/** One fact that the caller says, and nobody reads to them. */
function Proof({ desk, state }: Shown) {
  const { m } = desk;
  const key = 'who/fact';
  const fact = (state.typed['who/kind'] ?? 'postal_code') as Fact;
  const wrong = state.refused[key];
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        const value = sent(event, 'fact');
        if (value) void desk.prove(fact, value);
      }}
    >
      <p class="say">{factQuestion(fact, state.session?.locale ?? m.language)}</p>
      <div class="row">
        <label>
          {m.fact}
          <select
            id={idOf('who/kind')}
            value={fact}
            onChange={(event) => desk.type('who/kind', event.currentTarget.value)}
          >
            {FACTS.map((it) => (
              <option key={it} value={it}>
                {m.facts[it]}
              </option>
            ))}
          </select>
        </label>
        <label>
          {m.facts[fact]}
          <input
            id={idOf(key)}
            name="fact"
            autocomplete="off"
            value={state.typed[key] ?? ''}
            aria-invalid={Boolean(wrong)}
            aria-describedby="fact-wrong"
            onInput={(event) => desk.type(key, event.currentTarget.value)}
          />
        </label>
        <button type="submit">{m.check}</button>
      </div>
      <p id="fact-wrong" class="bad" role="alert">
        {wrong}
      </p>
    </form>
  );
}

/** What she did just now, in whatever channel; what failed is red and says so. */
function Happenings({ desk, state }: Shown) {
  const { m } = desk;
  if (!state.session) return null;
  return (
    <section class="card" aria-labelledby="happenings">
      <h2 id="happenings">{m.justNow}</h2>
      <p class={state.buyerIsThere ? 'ok' : 'muted'} role="status">
        {state.buyerIsThere ? m.buyerIsThere(m.steps[state.session.step] ?? '') : m.buyerIsAway}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys */}
      <ol class="happenings" tabIndex={0} aria-labelledby="happenings">
        {state.happenings.map((it) => (
          <li key={it.id} class={it.bad ? 'bad' : ''}>
            <time class="muted" dateTime={it.at}>
              {timeOfDay(it.at, m.language)}
            </time>{' '}
            {it.bad && <strong aria-hidden="true">! </strong>}
            {m.happened(it)}
          </li>
        ))}
      </ol>
    </section>
  );
}
