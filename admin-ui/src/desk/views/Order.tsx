import { useState } from 'preact/hooks';
import { drawn } from '../../shared/basket';
import { days } from '../../shared/dates';
import { labelOf, typeOf } from '../../shared/fields';
import { sent } from '../../shared/forms';
import { money } from '../../shared/money';
import { idOf } from '../desk';
import { LANGUAGES } from '../spoken';
import { type Field, fieldsIn, nextField, type Part, wordsAsked } from '../state';
import type { Shown } from './App';
import type { Keys } from './Board';

type Drawn = Shown & { keys: Keys };

/** In the order in which one speaks: who, what, where, and at the end all of it read back. */
export function Order({ desk, state, keys }: Drawn) {
  const next = nextField(state);
  const ask = state.session?.asks.find(({ id }) => next?.startsWith(`${id}/`));
  return (
    <>
      <p class="next" role="status">
        {ask && (
          <>
            <kbd>{keys.next}</kbd> {desk.m.askNext(desk.m.askNames[ask.id] ?? ask.id)}
          </>
        )}
      </p>
      <Fields desk={desk} state={state} keys={keys} part="who" />
      <Search desk={desk} state={state} keys={keys} />
      <Basket desk={desk} state={state} keys={keys} />
      <Where desk={desk} state={state} keys={keys} />
      <ReadBack desk={desk} state={state} keys={keys} />
    </>
  );
}

/** Preact's types let a search field be one only with a list of the browser's own. */
const combobox = (expanded: boolean, chosen: number): object => ({
  role: 'combobox',
  'aria-expanded': expanded,
  'aria-controls': 'results',
  'aria-autocomplete': 'list',
  ...(expanded ? { 'aria-activedescendant': `result-${chosen}` } : {}),
});

/** What is typed is searched for; Enter adds, digits and Enter count, and the focus stays. */
function Search({ desk, state, keys }: Drawn) {
  const { m } = desk;
  const { found, chosen } = state;
  const items = found?.items ?? [];
  const enter = async (field: HTMLInputElement) => {
    const typed = field.value;
    const done = await desk.enter(typed);
    if (done && field.value === typed) field.value = '';
  };
  return (
    <section class="card" aria-labelledby="what">
      <h2 id="what">
        {m.what} <kbd>{keys.product}</kbd>
      </h2>
      <label class="search">
        <span class="hidden">{m.search}</span>
        <input
          id="product"
          type="search"
          {...combobox(items.length > 0, chosen)}
          autocomplete="off"
          placeholder={m.search}
          aria-describedby="search-how"
          onInput={(event) => desk.searchSoon(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.ctrlKey || event.altKey || event.metaKey) return;
            const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
            if (by) {
              event.preventDefault();
              desk.choose(by);
            }
            if (event.key === 'Enter') {
              event.preventDefault();
              void enter(event.currentTarget);
            }
          }}
        />
      </label>
      <p id="search-how" class="muted small">
        {m.searchHow}
      </p>
      <div id="results" role="listbox" aria-label={m.results} class={items.length > 0 ? 'results' : 'hidden'}>
        {items.map((it, at) => (
          <div
            key={it.sku}
            id={`result-${at}`}
            role="option"
            tabIndex={-1}
            aria-selected={at === chosen}
            onMouseDown={(event) => {
              event.preventDefault();
              desk.add(it);
              const field = document.querySelector<HTMLInputElement>('#product');
              if (field) field.value = '';
            }}
          >
            <span>{it.name}</span>
            <span class="muted">{it.available !== null && it.available <= 0 ? m.soldOut : ''}</span>
            <span class="amount">{money(it.price_minor, it.currency, m.language)}</span>
          </div>
        ))}
      </div>
      <p role="status" class="small">
        {found && items.length === 0 ? m.nothingFound(found.query) : ''}
      </p>
    </section>
  );
}

function Basket({ desk, state }: Drawn) {
  const { m } = desk;
  const { session, counting } = state;
  const lines = drawn(state.lines, session);
  const currency = session?.currency ?? state.channel?.currency ?? 'EUR';
  const amount = (minor: number) => money(minor, currency, m.language);
  return (
    <section class="card" aria-labelledby="basket">
      <h2 id="basket">{m.basket}</h2>
      {lines.length === 0 ? (
        <p class="muted">{m.emptyBasket}</p>
      ) : (
        <table class="lines">
          <thead class="hidden">
            <tr>
              <th>{m.quantity}</th>
              <th>{m.goods}</th>
              <th>{m.price}</th>
              <th>{m.remove}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line, index) => (
              <tr key={line.at ?? `fee-${index}`} class={line.at !== null && line.at === counting ? 'counting' : ''}>
                <td>
                  {line.at === null ? (
                    line.quantity
                  ) : (
                    <input
                      class="quantity"
                      inputMode="numeric"
                      aria-label={m.quantityOf(line.name)}
                      value={line.quantity}
                      onChange={(event) => {
                        const quantity = Number(event.currentTarget.value);
                        if (Number.isInteger(quantity) && quantity >= 0) desk.setQuantity(line.at as number, quantity);
                        else event.currentTarget.value = String(line.quantity);
                      }}
                    />
                  )}
                </td>
                <td>
                  {line.name}
                  {line.discountMinor > 0 && <small class="ok"> −{amount(line.discountMinor)}</small>}
                  <small class="muted"> {m.each(amount(line.unitMinor))}</small>
                </td>
                <td class="amount">{amount(line.totalMinor)}</td>
                <td>
                  {line.at !== null && (
                    <button
                      type="button"
                      aria-label={m.removeOne(line.name)}
                      onClick={() => desk.remove(line.at as number)}
                    >
                      ×
                    </button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p class="undo" role="status">
        {state.undo && (
          <>
            {state.undo.text}{' '}
            <button type="button" onClick={() => desk.undo()}>
              {m.undo}
            </button>
          </>
        )}
      </p>
      {lines.length > 0 && <Codes desk={desk} state={state} />}
      {session && lines.length > 0 && (
        <dl class="totals">
          {session.totals
            .filter(({ type }) => m.totals[type])
            .map(({ type, amount_minor, included }) => (
              <div key={type} class={type === 'total' ? 'sum' : ''}>
                <dt>
                  {m.totals[type]}
                  {included && ` ${m.included}`}
                </dt>
                <dd class="amount">{amount(amount_minor)}</dd>
              </div>
            ))}
        </dl>
      )}
    </section>
  );
}

function Codes({ desk, state }: Shown) {
  const { m } = desk;
  const [opened, setOpened] = useState(false);
  const { session } = state;
  const codes = session?.discount_codes ?? [];
  const key = 'code/code';
  return (
    <div class="codes">
      {codes.map((it) => {
        const refused = session?.refused_codes?.find(({ code }) => code === it);
        return (
          <span key={it} class={refused ? 'bad' : 'ok'}>
            {it}
            {refused && `: ${refused.text}`}{' '}
            <button type="button" aria-label={m.removeCode(it)} onClick={() => desk.removeCode(it)}>
              ×
            </button>
          </span>
        );
      })}
      {opened || state.typed[key] ? (
        <form
          class="row"
          onSubmit={(event) => {
            if (desk.addCode(sent(event, 'code'))) {
              desk.type(key, '');
              setOpened(false);
              document.getElementById('product')?.focus();
            }
          }}
        >
          <label>
            {m.promotionCode}
            <input
              id={idOf(key)}
              name="code"
              autocomplete="off"
              value={state.typed[key] ?? ''}
              onInput={(event) => desk.type(key, event.currentTarget.value)}
              ref={focusOnce}
            />
          </label>
          <button type="submit">{m.apply}</button>
        </form>
      ) : (
        <button type="button" id={idOf(key)} class="quiet" onClick={() => setOpened(true)}>
          {m.promotionCode} <kbd>Alt+D</kbd>
        </button>
      )}
    </div>
  );
}

/** Of a field that has just been asked for: the same function each time, so that drawing again moves no focus. */
function focusOnce(field: HTMLElement | null): void {
  field?.focus();
}

function Fields({ desk, state, keys, part }: Drawn & { part: Part }) {
  const { m } = desk;
  const fields = fieldsIn(part, state);
  if (fields.length === 0 || !state.talk) return null;
  return (
    <section class="card" id={part} aria-labelledby={`${part}-title`}>
      <h2 id={`${part}-title`}>
        {m.parts[part]} <kbd>{part === 'who' ? keys.customer : keys.address}</kbd>
      </h2>
      <div class={`fields ${part}`}>
        {fields.map((it) => (
          <OneField key={it.key} desk={desk} state={state} it={it} />
        ))}
      </div>
      {part === 'who' && <Agreements desk={desk} state={state} />}
    </section>
  );
}

function OneField({ desk, state, it }: Shown & { it: Field }) {
  const { m } = desk;
  const id = idOf(it.key);
  const wrong = state.refused[it.key];
  const country = state.session?.fulfillment?.address?.country ?? state.session?.country ?? 'DE';
  return (
    <div class="field">
      <label htmlFor={id}>
        {labelOf(it.field.name, country, m)}
        {it.asked && <span class="asked"> {m.asked}</span>}
      </label>
      <input
        id={id}
        {...{ type: typeOf(it.field.name) as 'text' }}
        autocomplete="off"
        value={it.value}
        aria-invalid={Boolean(wrong)}
        aria-required={it.asked}
        aria-describedby={wrong ? `${id}-wrong` : undefined}
        onInput={(event) => desk.type(it.key, event.currentTarget.value)}
        onBlur={() => desk.commit(it.key)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.ctrlKey || event.altKey) return;
          event.preventDefault();
          desk.enterField(it.key);
        }}
      />
      {wrong && (
        <p id={`${id}-wrong`} class="bad" role="alert">
          {wrong}
        </p>
      )}
    </div>
  );
}

/** What a caller agrees to in words: the agent reads it out and marks the answer. */
function Agreements({ desk, state }: Shown) {
  const { m } = desk;
  const { session } = state;
  const asks = wordsAsked(session);
  if (!session || asks.length === 0) return null;
  const age = Math.max(0, ...session.line_items.map(({ min_age }) => min_age ?? 0));
  return (
    <ul class="rows">
      {asks.map((ask) => (
        <li key={ask.id}>
          <span>
            {m.askNames[ask.id] ?? ask.id}: {ask.reason.text}
          </span>
          {ask.id === 'buyer.age' && (
            <button type="button" onClick={() => desk.answerAsk(ask.id, 'age_at_least', String(age))}>
              {m.oldEnough(age)}
            </button>
          )}
          {ask.id === 'consent.terms' && (
            <button
              type="button"
              onClick={() => desk.answerAsk(ask.id, 'accepted_terms', session.channel.terms ?? 'terms')}
            >
              {m.agrees}
            </button>
          )}
          {ask.id === 'consent.digital_waiver' && (
            <button type="button" onClick={() => desk.answerAsk(ask.id, 'digital_waiver', 'yes')}>
              {m.agrees}
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}

function Where({ desk, state, keys }: Drawn) {
  const { m } = desk;
  const { session } = state;
  if (!session || session.buyer_hidden || session.line_items.length === 0) return null;
  const chosen = session.fulfillment?.option_id;
  return (
    <>
      <section class="card" aria-labelledby="delivery">
        <h2 id="delivery">{m.delivery}</h2>
        <div class="options" role="radiogroup" aria-labelledby="delivery">
          {session.fulfillment_options.map((it) => (
            <label key={it.id} class={it.id === chosen ? 'chosen' : ''}>
              <input type="radio" name="option" checked={it.id === chosen} onChange={() => desk.chooseOption(it.id)} />
              <span>{it.title}</span>
              <span>{it.earliest ? days(it.earliest, it.latest, m.language) : ''}</span>
              <span class="amount">
                {it.amount_minor === 0 ? m.free : money(it.amount_minor, session.currency, m.language)}
              </span>
            </label>
          ))}
        </div>
      </section>
      <Addresses desk={desk} state={state} />
      <Fields desk={desk} state={state} keys={keys} part="where" />
    </>
  );
}

/** Where something was sent before; only for who has proven who they are. */
function Addresses({ desk, state }: Shown) {
  const { m } = desk;
  const others = (state.customer?.addresses ?? []) as Record<string, string | null>[];
  if (others.length < 2) return null;
  return (
    <ul class="rows" aria-label={m.otherAddresses}>
      {others.map((it) => {
        const text = [it.name, it.line1, it.postal_code, it.city].filter(Boolean).join(', ');
        return (
          <li key={text}>
            <span>{text}</span>
            <button type="button" aria-label={m.addressOf(text)} onClick={() => desk.sendTo(it)}>
              {m.use}
            </button>
          </li>
        );
      })}
    </ul>
  );
}

/** What the caller hears before they say yes, in their language. */
function ReadBack({ desk, state, keys }: Drawn) {
  const { m } = desk;
  const { session, readBack } = state;
  if (!session || !readBack) return null;
  const language = session.locale.split('-')[0] ?? 'en';
  return (
    <section class="card" aria-labelledby="readback-title">
      <h2 id="readback-title">
        {m.readBack} <kbd>{keys.readback}</kbd>
      </h2>
      <label class="inline">
        {m.language_}
        <select value={language} onChange={(event) => desk.speak(event.currentTarget.value)}>
          {LANGUAGES.map((it) => (
            <option key={it} value={it}>
              {m.languages[it]}
            </option>
          ))}
        </select>
      </label>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a shortcut leads here, so that it is read out also to who does not see it */}
      <blockquote id="readback" tabIndex={0} lang={session.locale} class="say" aria-labelledby="readback-title">
        {readBack}
      </blockquote>
    </section>
  );
}
