import { useState } from 'preact/hooks';
import type { Item } from '../../shared/api';
import { focus, sent } from '../../shared/forms';
import { money } from '../../shared/money';
import { Adjust } from './Adjust';
import type { Shown } from './App';
import { Bare } from './Bare';
import { GiftCard } from './GiftCard';
import { MailReceipt } from './MailReceipt';
import { Park, Parked } from './Parked';
import { Return } from './Return';
import { Waiting } from './Waiting';

/** The search line, and tiles in the folders of the catalog. */
export function Goods({ till, state }: Shown) {
  const { m } = till;
  const [folder, setFolder] = useState('');
  const folders = [...new Set((state.items ?? []).map(({ category }) => category ?? '').filter(Boolean))];
  const inFolder = (state.items ?? []).filter(({ category }) => !folder || category === folder);
  return (
    <section class="goods" aria-label={m.goods}>
      <Search till={till} />
      {state.panel === 'waiting' ? (
        <Waiting till={till} state={state} />
      ) : state.panel === 'return' ? (
        <Return till={till} state={state} />
      ) : state.panel === 'gift' ? (
        <GiftCard till={till} state={state} />
      ) : state.panel === 'bare' ? (
        <>
          {state.found && <Found till={till} state={state} />}
          <Bare till={till} state={state} />
        </>
      ) : state.panel === 'adjust' ? (
        <Adjust till={till} state={state} />
      ) : state.panel === 'parked' ? (
        <Parked till={till} state={state} />
      ) : state.found ? (
        <Found till={till} state={state} />
      ) : (
        <>
          <div class="folders">
            {folders.length > 1 &&
              ['', ...folders].map((it) => (
                <button type="button" key={it} aria-pressed={it === folder} onClick={() => setFolder(it)}>
                  {it || m.all}
                </button>
              ))}
          </div>
          {state.items?.length === 0 && <p class="muted">{m.noGoods}</p>}
          <Tiles till={till} items={inFolder} />
        </>
      )}
      {/* What else a cashier can do has its place here: one row, always the same. */}
      <Actions till={till} state={state} />
    </section>
  );
}

function Search({ till }: Pick<Shown, 'till'>) {
  const { m } = till;
  const enter = (event: Event) => {
    const query = sent(event, 'query');
    const { found } = till.state;
    const first = found?.query === query ? found.items[0] : undefined;
    if (!first) return void till.search(query);
    till.add(first);
    (event.currentTarget as HTMLFormElement).reset();
  };
  return (
    <form class="search" onSubmit={enter}>
      <input
        id="search"
        type="search"
        aria-label={m.search}
        placeholder={`${m.search}  (F2)`}
        name="query"
        autocomplete="off"
        onInput={(event) => till.searchSoon(event.currentTarget.value)}
      />
    </form>
  );
}

function Found({ till, state }: Shown) {
  const { m } = till;
  const { query = '', items = [] } = state.found ?? {};
  return (
    <>
      <div class="folders">
        <p role="status">{items.length === 0 ? m.nothingFound(query) : m.results(items.length)}</p>
        <button type="button" onClick={() => void till.search('')}>
          {m.closeSearch}
        </button>
      </div>
      <Tiles till={till} items={items} />
    </>
  );
}

function Tiles({ till, items }: Pick<Shown, 'till'> & { items: Item[] }) {
  const { m } = till;
  return (
    <ul class="tiles">
      {items.map((it) => (
        <li key={it.sku}>
          <button type="button" onClick={() => till.add(it)}>
            <span class="name">{it.name}</span>
            <span class="price">
              {money(it.price_minor, it.currency, m.language)}
              {it.available !== null && it.available <= 0 && <small> · {m.soldOut}</small>}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function Actions({ till, state }: Shown) {
  const { m } = till;
  if (state.panel === 'code') return <ShopperCode till={till} state={state} />;
  if (state.mailing) return <MailReceipt till={till} state={state} />;
  if (state.panel === 'park') return <Park till={till} state={state} />;
  const isFree = state.lines.length === 0;
  const why = isFree ? 'actions-why' : undefined;
  return (
    <div class="actions">
      <p class="why muted" id="actions-why">
        {isFree && m.actionsWhy}
      </p>
      <button type="button" onClick={() => till.open('code')}>
        {m.shopperCode}
      </button>
      <button type="button" disabled={isFree} aria-describedby={why} onClick={() => till.open('park')}>
        {m.park} <kbd>F6</kbd>
      </button>
      <button type="button" onClick={() => void till.showParked()}>
        {m.parked} <kbd>F7</kbd>
      </button>
      <button type="button" onClick={() => void till.showDrawer()}>
        {m.drawer} <kbd>F10</kbd>
      </button>
      <button
        type="button"
        disabled={isFree}
        aria-describedby={why}
        onClick={() => void till.showAdjust({ sku: null, name: '', unitMinor: 0 })}
      >
        {m.discount}
      </button>
      <button type="button" onClick={() => void till.showReturn()}>
        {m.goodsBack}
      </button>
      <button type="button" onClick={() => till.showGift()}>
        {m.giftBalanceOf}
      </button>
      <button type="button" disabled={isFree} aria-describedby={why} onClick={() => till.clear()}>
        {m.clear}
      </button>
      {state.last && isFree && (
        <button type="button" disabled={state.busy} onClick={() => void till.printLast()}>
          {m.printReceipt}
        </button>
      )}
      {state.last?.order && isFree && (
        <button type="button" disabled={state.busy} onClick={() => till.askMail(state.last?.order ?? null)}>
          {m.mailReceipt}
        </button>
      )}
    </div>
  );
}

function ShopperCode({ till, state }: Shown) {
  const { m } = till;
  const isFree = state.lines.length === 0;
  return (
    <form
      class="actions"
      onSubmit={(event) => {
        const code = sent(event, 'code');
        if (code) void till.claim(code);
      }}
    >
      <label>
        {m.shopperCode}
        <input
          class="code"
          size={6}
          name="code"
          autocomplete="off"
          autocapitalize="characters"
          aria-describedby="shopper-code-how"
          ref={focus}
        />
      </label>
      <button type="submit" class="primary" disabled={!isFree || state.busy}>
        {m.fetchBasket}
      </button>
      <button type="button" onClick={() => till.open(null)}>
        {m.close}
      </button>
      <p id="shopper-code-how" class="muted">
        {isFree ? m.shopperCodeHow : m.finishFirst}
      </p>
    </form>
  );
}
