import type { FulfillmentOption } from '../../shared/api';
import { keyOf, storedOf } from '../../shared/fields';
import { money } from '../../shared/money';
import type { ViewProps } from './App';
import { marked, Wrong } from './AskFields';
import { arrival } from './Summary';

const KEY = keyOf('fulfillment.option', 'option_id');

/** The ways to get it, with dates; a choice only where there is one. */
export function Options({ checkout, state: { session, drafts, wrong } }: ViewProps) {
  const { m } = checkout;
  if (!session) return null;
  const { fulfillment_options: options, currency, locale } = session;
  const ask = session.asks.find(({ id }) => id === 'fulfillment.option');
  if (options.length === 0) return ask ? <p class="note bad">{ask.reason.text}</p> : null;
  if (options.length === 1 && !ask) return null;
  const chosen = drafts[KEY] ?? storedOf(session, 'fulfillment.option', 'option_id');
  const line = (option: FulfillmentOption) => arrival(option, locale, m);
  return (
    <fieldset class="options">
      <legend>{m.deliveryChoice}</legend>
      {options.map((option) => (
        <label key={option.id}>
          <input
            type="radio"
            name="fulfillment.option"
            value={option.id}
            checked={chosen === option.id}
            {...marked(KEY, wrong[KEY])}
            onChange={() => checkout.choose(option.id)}
          />
          <span>
            {option.title}
            <small class="muted">{line(option)}</small>
            {option.reason && <small class="muted">{option.reason}</small>}
          </span>
          <span class="amount">
            {option.amount_minor === 0 ? m.free : money(option.amount_minor, currency, locale)}
          </span>
        </label>
      ))}
      <Wrong fieldKey={KEY} text={wrong[KEY]} />
    </fieldset>
  );
}
