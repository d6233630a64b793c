import { moment } from '../../shared/dates';
import type { State } from '../state';
import type { Till } from '../till';
import { BareSlip } from './Bare';
import { Drawer, Report } from './Drawer';
import { Enroll } from './Enroll';
import { Paper } from './Paper';
import { Receipt } from './Receipt';
import { Sell } from './Sell';
import { SignIn } from './SignIn';

export interface Shown {
  till: Till;
  state: State;
}

export function App({ till, state }: Shown) {
  return (
    <>
      <Place till={till} state={state} />
      {state.place === 'drawer' && state.drawer.report && (
        <section class="receipt" aria-hidden="true">
          <h2>{state.drawer.report.kind === 'z' ? till.m.zReport : till.m.xReport}</h2>
          <p>{state.register?.name}</p>
          <Report report={state.drawer.report} m={till.m} />
        </section>
      )}
      {state.place === 'sell' && <Printed till={till} state={state} />}
    </>
  );
}

/** On paper: what the server has just handed out; without it the sale before as the till knows it. */
function Printed({ till, state }: Shown) {
  if (state.panel === 'bare' && state.bare.done) return <BareSlip key="bare" till={till} state={state} />;
  if (state.paper) return <Paper key="paper" paper={state.paper} />;
  return state.last && <Receipt key="slip" session={state.last} state={state} m={till.m} />;
}

function Place({ till, state }: Shown) {
  switch (state.place) {
    case 'starting':
      return (
        <main class="gate" aria-busy="true">
          {state.connected ? <h1>{till.m.starting}</h1> : <Offline till={till} state={state} />}
        </main>
      );
    case 'enroll':
      return <Enroll till={till} state={state} />;
    case 'sign_in':
      return <SignIn till={till} state={state} />;
    case 'sell':
      return <Sell till={till} state={state} />;
    case 'drawer':
      return <Drawer till={till} state={state} />;
  }
}

export function Offline({ till, state }: Shown) {
  return (
    <p class="banner" role="status">
      {state.connected ? '' : offlineWords({ till, state })}
    </p>
  );
}

function offlineWords({ till: { m }, state }: Shown): string {
  const { snapshot } = state.alone;
  if (state.exchange) return m.offlineExchange;
  if (state.foreign) return m.offlineForeign;
  return snapshot ? m.offlineCash(moment(snapshot.created_at, m.language)) : m.offline;
}

export function Alert({ text }: { text: string | null }) {
  return (
    <p class="alert" role="alert">
      {text}
    </p>
  );
}
