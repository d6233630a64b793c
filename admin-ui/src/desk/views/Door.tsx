import { Alert, Offline, type Shown } from './App';

/** Where agents come in, by the merchant's own issuer. */
export function Door({ desk, state }: Shown) {
  const { m } = desk;
  const because = state.because && m.because[state.because];
  return (
    <main class="gate">
      <p class="muted">{state.merchant}</p>
      <h1>{m.title}</h1>
      <Offline desk={desk} state={state} />
      {because && <p role="status">{because}</p>}
      <Alert text={state.alert} />
      {state.canSignIn ? (
        <button type="button" class="primary" aria-disabled={state.busy} onClick={() => void desk.signIn()}>
          {m.signIn}
        </button>
      ) : (
        <p>{m.noSignIn}</p>
      )}
      <p class="muted">{m.signInHow}</p>
    </main>
  );
}
