import { useState } from 'preact/hooks';
import { Alert, Offline, type Shown } from './App';

const CODE_LENGTH = 8;

export function Enroll({ till, state }: Shown) {
  const { m } = till;
  const [code, setCode] = useState('');
  return (
    <main class="gate">
      <Offline till={till} state={state} />
      <h1>{m.enrollTitle}</h1>
      {state.because === 'revoked' && <p class="alert">{m.revoked}</p>}
      <p>{m.enrollHow}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (code.trim()) void till.enroll(code);
        }}
      >
        <label>
          {m.code}
          <input
            class="code"
            name="code"
            value={code}
            onInput={(event) => setCode(event.currentTarget.value)}
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
