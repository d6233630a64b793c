import { sent } from '../../shared/forms';
import { Alert, Offline, type Shown } from './App';

const CODE_LENGTH = 8;

export function Enroll({ till, state }: Shown) {
  const { m } = till;
  return (
    <main class="gate">
      <Offline till={till} state={state} />
      <h1>{m.enrollTitle}</h1>
      {state.because === 'revoked' && <p class="alert">{m.revoked}</p>}
      <p>{m.enrollHow}</p>
      <form
        onSubmit={(event) => {
          const code = sent(event, 'code');
          if (code) void till.enroll(code);
        }}
      >
        <label>
          {m.code}
          <input
            class="code"
            name="code"
            autocomplete="one-time-code"
            autocapitalize="characters"
            spellcheck={false}
            size={CODE_LENGTH + 2}
          />
        </label>
        <button type="submit" class="primary" disabled={state.busy}>
          {m.enroll}
        </button>
      </form>
      <Alert text={state.alert} />
    </main>
  );
}
