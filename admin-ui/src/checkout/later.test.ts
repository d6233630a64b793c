// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest';
import type { Session } from '../shared/api';
import { open } from '../shared/sessions.fixture';
import type { Checkout } from './checkout';
import { START, type State } from './state';

const helpless = vi.fn();
let appended: HTMLScriptElement[];
let draw: (session: Session, changes?: Partial<State>) => void;

beforeEach(async () => {
  vi.useFakeTimers();
  vi.resetModules();
  appended = [];
  helpless.mockReset();
  globalThis.door = undefined as never;
  document.body.innerHTML =
    '<template><script src="/help.js" integrity="sha384-a"></script><script src="/afterwards.js"></script></template>';
  document.head.append = (node: Node) => {
    appended.push(node as HTMLScriptElement);
  };
  const { later } = await import('./later');
  draw = (session, changes = {}) =>
    later({ state: { ...START, session, ...changes }, helpless } as unknown as Checkout);
});

const names = () => appended.map((it) => it.getAttribute('src'));

test('nothing is loaded that nobody needs', () => {
  draw(open());
  draw(open({ assistance: [] }));

  expect(names()).toEqual([]);
});

test.each<[string, Session, Partial<State>]>([
  ['is asked for', open(), { help: 'all' }],
  ['is offered', open({ assistance: [{ id: 'a', actor: '', role: '', state: 'asked', by: '', since: '' }] }), {}],
  ['is needed to come back', open(), { following: true }],
])('help is loaded once it %s, with its hash', (_, session, changes) => {
  draw(session, changes);
  draw(session, changes);

  expect(names()).toEqual(['/help.js']);
  expect(appended[0]?.getAttribute('integrity')).toBe('sha384-a');
});

test('what comes after the purchase is loaded after it', () => {
  draw(open({ status: 'completed', order: { id: 'o', number: '1' } }));

  expect(names()).toEqual(['/afterwards.js']);
});

test('what did not come is told, and tried again no sooner than in a while', () => {
  draw(open(), { help: 'all' });
  appended[0]?.dispatchEvent(new Event('error'));
  expect(helpless).toHaveBeenCalledOnce();

  draw(open(), { following: true });
  expect(appended).toHaveLength(1);
  vi.advanceTimersByTime(5_000);
  draw(open(), { help: 'all' });
  expect(appended).toHaveLength(2);
});

test('what came is drawn with the page', () => {
  const drawn = vi.fn();
  draw(open());
  globalThis.door.drawn.push(drawn);
  draw(open());

  expect(drawn).toHaveBeenCalledOnce();
});
