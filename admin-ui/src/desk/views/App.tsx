import type { Desk } from '../desk';
import type { State } from '../state';
import { Board } from './Board';
import { Door } from './Door';

export interface Shown {
  desk: Desk;
  state: State;
}

export function App({ desk, state }: Shown) {
  if (state.place === 'sign_in') return <Door desk={desk} state={state} />;
  if (state.place === 'desk') return <Board desk={desk} state={state} />;
  return (
    <main class="gate" aria-busy="true">
      <h1>{desk.m.starting}</h1>
      <Offline desk={desk} state={state} />
    </main>
  );
}

export function Offline({ desk, state }: Shown) {
  return (
    <p class="banner" role="status">
      {state.connected ? '' : desk.m.offline}
    </p>
  );
}

export function Alert({ text }: { text: string | null }) {
  return (
    <p class="alert" role="alert">
      {text}
    </p>
  );
}
