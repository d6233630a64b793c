// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import './buy-button';

interface Sent {
  url: string;
  key: string;
  token: string;
  body: { line_items: object[]; locale: string };
}

let sent: Sent[];
let answers: (Response | Error)[];

beforeEach(() => {
  sent = [];
  answers = [];
  document.documentElement.lang = 'de';
  vi.stubGlobal('fetch', async (url: URL, init: RequestInit) => {
    const headers = new Headers(init.headers);
    sent.push({
      url: url.pathname,
      key: headers.get('Idempotency-Key') ?? '',
      token: headers.get('Authorization') ?? '',
      body: JSON.parse(String(init.body)),
    });
    const answer = answers.shift() ?? new Response('{}');
    if (answer instanceof Error) throw answer;
    return answer;
  });
});

afterEach(() => {
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

const json = (status: number, body: object) => new Response(JSON.stringify(body), { status });
const opened = () => json(201, { url: 'https://pay.example/checkout/#ct_1', session: { id: 's1' } });

function button(attributes = 'items="TEA-EARL-100 CUP-ROSE:2"') {
  document.body.innerHTML = `<onetill-buy-button publishable-key="pk_1" ${attributes}></onetill-buy-button>`;
  const element = document.querySelector('onetill-buy-button') as HTMLElement;
  const root = element.shadowRoot as ShadowRoot;
  const heard: CustomEvent[] = [];
  element.addEventListener('onetill-open', (event) => {
    event.preventDefault();
    heard.push(event as CustomEvent);
  });
  const pressed = root.querySelector('button') as HTMLButtonElement;
  const press = async () => {
    const before = sent.length;
    pressed.click();
    await vi.waitFor(() => expect(sent.length).toBe(before + 1));
    await vi.waitFor(() => expect(pressed.getAttribute('aria-busy')).not.toBe('true'));
  };
  return { press, pressed, heard, message: () => root.querySelector('p')?.textContent, root };
}

test('one press opens the checkout with what the page names', async () => {
  answers = [opened()];
  const { press, heard } = button();
  await press();

  expect(sent[0]).toMatchObject({
    token: 'Bearer pk_1',
    body: {
      line_items: [
        { sku: 'TEA-EARL-100', quantity: 1 },
        { sku: 'CUP-ROSE', quantity: 2 },
      ],
      locale: 'de',
    },
  });
  expect(sent[0]?.url).toMatch(/\/channels\/web\/hosted-checkouts$/);
  expect(heard[0]?.detail).toEqual({ url: 'https://pay.example/checkout/#ct_1', session_id: 's1' });
});

test('it speaks the language of the page, unless it is told another', () => {
  expect(button().root.querySelector('slot')?.textContent).toBe('Jetzt kaufen');
  expect(button('items="A" locale="en-GB"').root.querySelector('slot')?.textContent).toBe('Buy now');
});

test('a press that was not answered goes out again as the same one', async () => {
  answers = [new TypeError('Failed to fetch'), json(503, { title: 'Busy' }), opened(), opened()];
  const { press, message } = button();
  await press();
  expect(message()).toContain('Nichts wird doppelt bestellt');
  await press();
  await press();
  await press();

  const keys = sent.map(({ key }) => key);
  expect(new Set(keys.slice(0, 3)).size).toBe(1);
  expect(keys[3]).not.toBe(keys[0]);
  expect(message()).toBe('');
});

test('what is refused is said in the words of the server', async () => {
  answers = [json(422, { title: 'Out of stock', detail: 'There is no CUP-ROSE left.' }), opened()];
  const { press, message } = button();
  await press();

  expect(message()).toBe('There is no CUP-ROSE left.');
  await press();
  expect(sent[1]?.key).not.toBe(sent[0]?.key);
});

test('two quick presses are one', async () => {
  answers = [opened()];
  const { pressed, heard } = button();
  pressed.click();
  pressed.click();
  await vi.waitFor(() => expect(heard).toHaveLength(1));

  expect(sent).toHaveLength(1);
});
