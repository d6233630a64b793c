import { render } from 'preact';
import { showDisplay } from './display';
import { facing, tellingCustomer } from './facing';
import { listen } from './scanner';
import { buzz } from './sound';
import { Till } from './till';
import { App } from './views/App';

const root = document.getElementById('app');
root?.replaceChildren();
if (root && new URLSearchParams(location.search).has('display')) showDisplay(root);
else if (root) {
  let planned = false;
  const draw = () => {
    planned = false;
    render(<App till={till} state={till.state} />, root);
    const { m, state } = till;
    document.documentElement.lang = m.language;
    tell(facing(state));
    document.title = state.register ? `${m.title} · ${state.register.name}` : m.title;
  };
  const till = new Till(
    () => {
      if (!planned) queueMicrotask(draw);
      planned = true;
    },
    buzz,
    undefined,
    () => {
      draw();
      print();
    },
  );
  // A PIN is typed too; while somebody signs in, keys are theirs.
  const takesScans = () => till.state.place === 'sell' || till.state.place === 'starting';
  const tell = tellingCustomer((code) => takesScans() && till.scan(code));
  listen((code) => till.scan(code), takesScans);
  draw();
  void till.start();
  // Then the page itself is there without a network. Browsers offer it on pages that came safely, and on this machine's own.
  void navigator.serviceWorker?.register('/till/worker.js').catch(() => {});
}
