import { render } from 'preact';
import { Checkout } from './checkout';
import { later } from './later';
import { App } from './views/App';

const root = document.getElementById('app');
if (root) {
  root.replaceChildren();
  let planned = false;
  const draw = () => {
    planned = false;
    render(<App checkout={checkout} state={checkout.state} />, root);
    const { m, state } = checkout;
    const { config, session } = state;
    document.documentElement.lang = m.language;
    document.title = config ? `${m.title} · ${session?.merchant ?? config.name}` : m.title;
    later(checkout);
  };
  // Later, not at once: drawing can take the focus from a field, and leaving a field changes the state.
  const checkout = new Checkout(() => {
    if (!planned) queueMicrotask(draw);
    planned = true;
  });
  void checkout.open();
}
