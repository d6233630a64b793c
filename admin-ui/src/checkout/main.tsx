import { render } from 'preact';
import { Checkout } from './checkout';
import { App } from './views/App';

const root = document.getElementById('app');
if (root) {
  root.replaceChildren();
  const checkout = new Checkout((state) => render(<App checkout={checkout} state={state} />, root));
  void checkout.open();
}
