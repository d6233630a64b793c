import { render } from 'preact';
import { Desk } from './desk';
import { App } from './views/App';

const root = document.getElementById('app');
if (root) {
  root.replaceChildren();
  let planned = false;
  let wanted: string | null = null;
  const draw = () => {
    planned = false;
    render(<App desk={desk} state={desk.state} />, root);
    const { m, state } = desk;
    document.documentElement.lang = m.language;
    // Two calls are two tabs: each says whose it is.
    document.title = state.talk ? `${state.talk.number ?? m.noNumber} · ${m.title}` : m.title;
    if (wanted) document.getElementById(wanted)?.focus();
    wanted = null;
  };
  const plan = () => {
    if (!planned) queueMicrotask(draw);
    planned = true;
  };
  const desk = new Desk(plan, (id) => {
    wanted = id;
    plan();
  });
  addEventListener('focusin', ({ target }) => desk.focused((target as HTMLElement).id || null));
  draw();
  void desk.start();
}
