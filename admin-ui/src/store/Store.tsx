import { type ComponentChildren, createElement } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { ClientConfig, HostedCheckout, Item } from '../shared/api';
import { call, newKey, Problem } from '../shared/http';
import { money } from '../shared/money';
import { type Basket, lineItems, store, storedBasket, totalMinor, withQuantity } from './basket';

const CHANNEL = 'web';
const LOCALE = /^de\b/.test(navigator.language) ? 'de' : 'en';

type Shelf =
  | { state: 'loading' }
  | { state: 'closed' }
  | { state: 'failed'; text: string }
  | { state: 'open'; config: ClientConfig; publishableKey: string; items: Item[] };

/** A small shop in front of the checkout: to try it, and to copy from. */
export function Store() {
  const [shelf, setShelf] = useState<Shelf>({ state: 'loading' });
  const load = () => {
    setShelf({ state: 'loading' });
    void opened()
      .catch((error: unknown): Shelf => ({ state: 'failed', text: inWords(error) }))
      .then(setShelf);
  };
  useEffect(load, []);
  if (shelf.state === 'open') return <Shop {...shelf} />;
  return (
    <>
      <Top name="Demo store" />
      <main class="message">
        {shelf.state === 'loading' && <p role="status">Opening the store…</p>}
        {shelf.state === 'closed' && <Closed />}
        {shelf.state === 'failed' && (
          <div role="alert">
            <h1>The store could not be opened</h1>
            <p>{shelf.text}</p>
            <button type="button" onClick={load}>
              Try again
            </button>
          </div>
        )}
      </main>
    </>
  );
}

async function opened(): Promise<Shelf> {
  const { value: config } = await call<ClientConfig>('GET', '/client-config');
  const key = config.store?.publishable_key;
  if (!key) return { state: 'closed' };
  const { value } = await call<{ data: Item[] }>('GET', `/items?channel=${CHANNEL}&limit=100`, { token: key });
  return { state: 'open', config, publishableKey: key, items: value.data };
}

function inWords(error: unknown): string {
  if (!(error instanceof Problem)) return 'There is no connection to the server.';
  const id = error.requestId ? ` (request ${error.requestId})` : '';
  return `${error.message}${id}`;
}

function Closed() {
  return (
    <>
      <h1>This store has no key yet</h1>
      <p>
        It sells the items of the channel <code>web</code> with a publishable key, like any shop would. Set the
        environment variable and start the server again:
      </p>
      <pre>STORE_PUBLISHABLE_KEY=pk_…</pre>
    </>
  );
}

function Top({ name, children }: { name: string; children?: ComponentChildren }) {
  return (
    <header>
      <div>
        <strong>{name}</strong>
        {children}
      </div>
    </header>
  );
}

interface ShopProps {
  config: ClientConfig;
  publishableKey: string;
  items: Item[];
}

function Shop({ config, publishableKey, items }: ShopProps) {
  const [basket, setBasket] = useState<Basket>(() => storedBasket(items));
  const [words, setWords] = useState('');
  const [going, setGoing] = useState<string | null>(null);
  const [trouble, setTrouble] = useState('');
  const found = useMemo(() => items.filter((item) => matches(item, words)), [items, words]);
  useEffect(() => store(basket), [basket]);
  useEffect(() => {
    const back = (event: PageTransitionEvent) => event.persisted && setGoing(null);
    addEventListener('pageshow', back);
    return () => removeEventListener('pageshow', back);
  }, []);

  const put = (sku: string, quantity: number) => setBasket(withQuantity(basket, sku, quantity));
  const buy = async (what: Basket, button: string) => {
    if (going) return;
    setGoing(button);
    setTrouble('');
    try {
      const { value } = await call<HostedCheckout>('POST', `/channels/${CHANNEL}/hosted-checkouts`, {
        token: publishableKey,
        body: { line_items: lineItems(what), locale: LOCALE },
        idempotencyKey: newKey(),
      });
      location.assign(value.url);
    } catch (error) {
      setGoing(null);
      setTrouble(inWords(error));
    }
  };

  return (
    <>
      <Top name={`${config.name} demo store`}>
        <input
          type="search"
          aria-label="Search"
          placeholder="Search"
          value={words}
          onInput={(event) => setWords(event.currentTarget.value)}
        />
      </Top>
      <main class="shop">
        <h1>Pick something</h1>
        <p class="unseen" role="status">
          {words && `${found.length} found`}
        </p>
        {found.length === 0 ? (
          <p class="nothing">{words ? `Nothing is called “${words}”.` : 'There is nothing to sell yet.'}</p>
        ) : (
          <ul class="items">
            {found.map((item) => (
              <Card
                key={item.sku}
                item={item}
                going={going === item.sku}
                onAdd={() => put(item.sku, (basket[item.sku] ?? 0) + 1)}
                onBuy={() => void buy({ [item.sku]: 1 }, item.sku)}
              />
            ))}
          </ul>
        )}
        {items[0] && (
          <Embed item={items.find(({ available }) => available !== 0) ?? items[0]} publishableKey={publishableKey} />
        )}
      </main>
      <BasketBar
        basket={basket}
        items={items}
        trouble={trouble}
        going={going === 'basket'}
        onPut={put}
        onBuy={() => void buy(basket, 'basket')}
      />
    </>
  );
}

/** The button for pages of others, with what one writes for it. */
function Embed({ item, publishableKey }: { item: Item; publishableKey: string }) {
  const script = `${location.origin}/embed/buy-button.js`;
  useEffect(() => void import(/* @vite-ignore */ script), [script]);
  const said = `Get one ${item.name}`;
  const tag = 'onetill-buy-button';
  return (
    <section class="embed">
      <h2>On any page of yours</h2>
      <p class="muted">These two lines are all it takes:</p>
      <pre>
        {`<script type="module" src="${script}"></script>\n<${tag} publishable-key="${publishableKey}" items="${item.sku}">${said}</${tag}>`}
      </pre>
      {createElement(tag, { 'publishable-key': publishableKey, items: item.sku } as object, said)}
    </section>
  );
}

function matches(item: Item, words: string): boolean {
  const text = `${item.name} ${item.description ?? ''} ${item.category ?? ''} ${item.sku}`.toLocaleLowerCase();
  return words
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

interface CardProps {
  item: Item;
  going: boolean;
  onAdd: () => void;
  onBuy: () => void;
}

function Card({ item, going, onAdd, onBuy }: CardProps) {
  const soldOut = !item.digital && item.available !== null && item.available <= 0;
  return (
    <li>
      {item.image_url ? (
        <img src={item.image_url} alt="" width="240" height="180" loading="lazy" />
      ) : (
        <div class="picture" />
      )}
      <h2>{item.name}</h2>
      <p class="muted">{item.description}</p>
      <p class="price">{money(item.price_minor, item.currency, LOCALE)}</p>
      {soldOut ? (
        <p class="sold-out">Sold out</p>
      ) : (
        <div class="actions">
          <button type="button" aria-label={`Add to basket: ${item.name}`} onClick={onAdd}>
            Add to basket
          </button>
          <button
            type="button"
            class="main"
            aria-label={going ? undefined : `Buy now: ${item.name}`}
            aria-disabled={going}
            onClick={onBuy}
          >
            {going ? 'Opening…' : 'Buy now'}
          </button>
        </div>
      )}
    </li>
  );
}

interface BasketProps {
  basket: Basket;
  items: Item[];
  trouble: string;
  going: boolean;
  onPut: (sku: string, quantity: number) => void;
  onBuy: () => void;
}

function BasketBar({ basket, items, trouble, going, onPut, onBuy }: BasketProps) {
  const chosen = items.filter(({ sku }) => basket[sku]);
  const count = Object.values(basket).reduce((sum, it) => sum + it, 0);
  const currency = items[0]?.currency ?? 'EUR';
  return (
    <section class="basket" aria-label="Basket">
      <div>
        <p role="alert">{trouble}</p>
        {chosen.length > 0 && (
          <details>
            <summary>
              <span role="status">
                {count === 1 ? '1 item' : `${count} items`} · {money(totalMinor(basket, items), currency, LOCALE)}
              </span>
            </summary>
            <ul>
              {chosen.map(({ sku, name, price_minor }) => (
                <li key={sku}>
                  <span>{name}</span>
                  <span class="stepper">
                    <button
                      type="button"
                      aria-label={`One ${name} less`}
                      onClick={() => onPut(sku, (basket[sku] ?? 0) - 1)}
                    >
                      −
                    </button>
                    <span>{basket[sku]}</span>
                    <button
                      type="button"
                      aria-label={`One ${name} more`}
                      onClick={() => onPut(sku, (basket[sku] ?? 0) + 1)}
                    >
                      +
                    </button>
                  </span>
                  <span class="price">{money(price_minor * (basket[sku] ?? 0), currency, LOCALE)}</span>
                </li>
              ))}
            </ul>
          </details>
        )}
        {chosen.length > 0 && (
          <button type="button" class="main" aria-disabled={going} onClick={onBuy}>
            {going ? 'Opening the checkout…' : 'Check out'}
          </button>
        )}
      </div>
    </section>
  );
}
