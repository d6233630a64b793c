import type { Afterwards } from './after';

interface AfterProps {
  after: Afterwards;
}

/** What a buyer is asked who has what they came for. */
export function Questions({ after }: AfterProps) {
  return (
    <div>
      <Passkey after={after} />
      <Feedback after={after} />
    </div>
  );
}

function Passkey({ after }: AfterProps) {
  const w = after.words.passkey;
  if (after.passkey === 'none') return null;
  if (after.passkey === 'added') return <p role="status">{w.added}</p>;
  return (
    <section class="summary" aria-labelledby="passkey">
      <h2 id="passkey">{w.title}</h2>
      <p>{after.consent}</p>
      <button
        type="button"
        class="quiet"
        aria-disabled={after.passkey === 'adding'}
        onClick={() => void after.addPasskey()}
      >
        {w.add}
      </button>
      {after.passkey === 'failed' && (
        <p class="wrong" role="alert">
          {w.failed}
        </p>
      )}
    </section>
  );
}

/** How easy it was, once. */
function Feedback({ after }: AfterProps) {
  const { feedback, unsent } = after;
  const w = after.words.feedback;
  if (!feedback) return null;
  if (!feedback.asks) return <p role="status">{w.given}</p>;
  return (
    <form
      class="feedback"
      onSubmit={(event) => {
        event.preventDefault();
        const said = new FormData(event.currentTarget);
        void after.answer(Number(said.get('score')), String(said.get('why')));
      }}
    >
      <fieldset>
        <legend>{feedback.question}</legend>
        <div class="options">
          {[1, 2, 3, 4, 5].map((score) => (
            <label key={score}>
              <input type="radio" name="score" value={score} required />
              {score}
              <small class="muted">{score === 1 ? w.hard : score === 5 ? w.easy : ''}</small>
            </label>
          ))}
        </div>
      </fieldset>
      <div class="field">
        <label for="why">{w.why}</label>
        <input id="why" name="why" maxLength={1000} />
      </div>
      {unsent && (
        <p class="wrong" role="alert">
          {w.failed}
        </p>
      )}
      <button type="submit" class="quiet">
        {w.send}
      </button>
    </form>
  );
}
