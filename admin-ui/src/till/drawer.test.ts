import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Drawer, type DrawerState, UNKNOWN } from './drawer';

const SHIFT = {
  id: 's1',
  register_id: 'r',
  channel_id: 'till-2',
  currency: 'EUR',
  state: 'open',
  float_minor: 10_000,
  closed: null,
};
const MOVEMENT = { direction: 'pay_out', kind: 'expense', amount_minor: 350, reason: 'Milk' } as const;

let sent: { method: string; path: string; key: string | null; body: unknown }[];
let answers: (Response | Error)[];
let state: DrawerState;
let drawer: Drawer;

const json = (status: number, body: object) => new Response(JSON.stringify(body), { status });

beforeEach(() => {
  sent = [];
  answers = [];
  state = UNKNOWN;
  drawer = new Drawer({
    token: () => 'ca_1',
    set: (change) => {
      state = { ...state, ...change };
    },
  });
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    const body = init.body ? JSON.parse(String(init.body)) : undefined;
    sent.push({ method: init.method ?? 'GET', path, key: new Headers(init.headers).get('Idempotency-Key'), body });
    const answer = answers.shift();
    if (!answer || answer instanceof Error) throw answer ?? new TypeError('Failed to fetch');
    return answer;
  });
});

afterEach(() => vi.unstubAllGlobals());

const open = async () => {
  answers.push(json(200, { data: [SHIFT] }));
  await drawer.look();
  if (!state.shift) throw new Error('no shift');
  return state.shift;
};

test('knows whether a shift is open', async () => {
  answers.push(json(200, { data: [] }));
  await drawer.look();
  expect(state.shift).toBeNull();

  await open();
  expect(state.shift).toEqual(SHIFT);
});

test('a shift that was opened at another device is the one that is shown', async () => {
  answers.push(json(409, { type: '/problems/shift-open', status: 409, title: 'open', shift_id: 's1' }));
  answers.push(json(200, { data: [SHIFT] }));

  await drawer.begin(10_000);

  expect(state.shift).toEqual(SHIFT);
});

test('a movement whose answer was lost goes out again under the same key, another one under its own', async () => {
  const shift = await open();
  answers.push(new TypeError('lost'));
  await expect(drawer.move(shift, MOVEMENT)).rejects.toThrow();
  answers.push(json(201, {}), json(200, { kind: 'x' }), json(201, {}), json(200, { kind: 'x' }));

  await drawer.move(shift, MOVEMENT);
  await drawer.move(shift, MOVEMENT);

  const [first, again, next] = sent.filter(({ path }) => path.endsWith('/movements'));
  expect(again?.key).toBe(first?.key);
  expect(next?.key).not.toBe(first?.key);
  expect(next?.body).toEqual(MOVEMENT);
});

test('a movement that was refused is tried again under a new key', async () => {
  const shift = await open();
  answers.push(json(409, { type: '/problems/drawer-busy', status: 409, title: 'busy' }));
  await expect(drawer.move(shift, MOVEMENT)).rejects.toThrow();
  answers.push(json(201, {}), json(200, { kind: 'x' }));

  await drawer.move(shift, MOVEMENT);

  const [refused, again] = sent.filter(({ path }) => path.endsWith('/movements'));
  expect(again?.key).not.toBe(refused?.key);
});

test('closing shows the Z report, and no shift is open any more', async () => {
  const shift = await open();
  answers.push(json(200, { ...SHIFT, state: 'closed' }), json(200, { kind: 'z', shift: SHIFT }));

  await drawer.close(shift, [{ value_minor: 5000, count: 2 }]);

  expect(state).toMatchObject({ shift: null, report: { kind: 'z' } });
  expect(sent.at(-2)?.body).toEqual({ counts: [{ value_minor: 5000, count: 2 }] });
});
