import { useState } from 'preact/hooks';
import { focus } from '../../shared/forms';
import { minorOf, money } from '../../shared/money';
import type { Wish } from '../state';
import { Ending, missing, useAgreement } from './Agrees';
import type { Shown } from './App';

const PERCENT = /^\d{1,3}(?:[.,]\d{1,2})?$/;

/** Another price for one item, or something off the whole sale: how much, why, and who agrees. */
export function Adjust({ till, state }: Shown) {
  const { m } = till;
  const { adjusting } = state;
  const [wrong, setWrong] = useState('');
  const agreement = useAgreement({ till, state });
  const [isPercent, setPercent] = useState(true);
  if (!adjusting) return null;
  const currency = state.channel?.currency ?? 'EUR';
  const isItem = adjusting.sku !== null;

  const wished = (typed: string): Wish | null => {
    if (!isItem && isPercent) {
      const percent = PERCENT.test(typed) ? Number(typed.replace(',', '.')) : 0;
      return percent > 0 && percent <= 100 ? { kind: 'discount', percent } : null;
    }
    const minor = minorOf(typed, currency);
    if (minor === null || (!isItem && minor === 0)) return null;
    return adjusting.sku === null
      ? { kind: 'discount', amount_minor: minor }
      : { kind: 'price_override', sku: adjusting.sku, unit_price_minor: minor };
  };

  return (
    <form
      class="adjust"
      onSubmit={(event) => {
        event.preventDefault();
        const data = new FormData(event.currentTarget);
        const text = (name: string) => String(data.get(name) ?? '').trim();
        const wish = wished(text('value'));
        if (!wish) return setWrong(!isItem && isPercent ? m.noPercent : m.noAmount(currency));
        const lacks = missing(data, agreement, m);
        if (lacks) return setWrong(lacks);
        void till.adjust(wish, text('reason'), agreement.manager, text('pin'));
      }}
      onInput={() => setWrong('')}
    >
      <h2>{isItem ? m.priceOf(adjusting.name) : m.discountOnAll}</h2>
      {!isItem && (
        <div class="row">
          <button type="button" aria-pressed={isPercent} onClick={() => setPercent(true)}>
            %
          </button>
          <button type="button" aria-pressed={!isPercent} onClick={() => setPercent(false)}>
            {currency}
          </button>
        </div>
      )}
      <label>
        {isItem ? m.newPrice(currency) : isPercent ? m.percentOff : m.amount(currency)}
        <input name="value" inputMode="decimal" autocomplete="off" ref={focus} />
      </label>
      {isItem && <p class="muted">{m.insteadOf(money(adjusting.unitMinor, currency, m.language))}</p>}
      <Ending till={till} state={state} agreement={agreement} reasons={m.reasons} wrong={wrong} submit={m.apply} />
    </form>
  );
}
