import type { Checkout } from '../checkout';
import { isEnded, type State } from '../state';
import { Confirmation } from './Confirmation';
import { Ended } from './Ended';
import { Form } from './Form';
import { Summary } from './Summary';

export interface ViewProps {
  checkout: Checkout;
  state: State;
}

export function App({ checkout, state }: ViewProps) {
  const { m } = checkout;
  const { config, session } = state;
  return (
    <>
      <header class="top">
        <div>
          <strong>{session?.merchant ?? config?.name ?? '\u00a0'}</strong>
          <span class="muted small">{m.secure}</span>
          <button
            type="button"
            class="link"
            style={session && !isEnded(session) ? '' : 'visibility:hidden'}
            onClick={() => checkout.help('all')}
          >
            {m.help}
          </button>
        </div>
        {config?.provider?.test_mode && <p class="test-mode">{m.testMode}</p>}
      </header>
      <Page checkout={checkout} state={state} />
    </>
  );
}

function Page({ checkout, state }: ViewProps) {
  const { m } = checkout;
  const { session, stop, connected } = state;
  if (stop) return <Ended words={m.stops[stop]} />;
  if (!session) return <Opening text={connected ? m.opening : `${m.unreachable}. ${m.unreachableMore}`} />;
  if (session.status === 'completed') return <Confirmation checkout={checkout} session={session} />;
  if (session.status === 'canceled') {
    const expired = Date.parse(session.expires_at) <= Date.now();
    return (
      <Ended words={m.stops[expired ? 'expired' : 'canceled']}>
        <Summary session={session} m={m} />
      </Ended>
    );
  }
  return (
    <main class="page columns">
      <h1 class="unseen">{m.title}</h1>
      <Summary session={session} m={m} />
      <Form checkout={checkout} state={state} />
    </main>
  );
}

function Opening({ text }: { text: string }) {
  return (
    <main class="page skeleton" aria-busy="true">
      <p role="status">{text}</p>
      <div />
      <div />
    </main>
  );
}
