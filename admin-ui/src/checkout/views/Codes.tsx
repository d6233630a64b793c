import { money } from '../../shared/money';
import type { ViewProps } from './App';

/** Codes for a discount: out of the way of those who have none, and a reason for each that does nothing. */
export function Codes({ checkout, state: { session } }: ViewProps) {
  const { m } = checkout;
  if (!session || session.line_items.length === 0) return null;
  const codes = session.discount_codes ?? [];
  const apply = (entry: Element | null | undefined) => {
    const input = entry?.querySelector('input');
    const code = input?.value.trim();
    if (!input || !code) return;
    input.value = '';
    checkout.enterCodes([...codes, code]);
  };
  return (
    <details class="codes" open={codes.length > 0}>
      <summary>{m.haveCode}</summary>
      <div class="code-entry">
        <label for="discount-code">{m.code}</label>
        <input
          id="discount-code"
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          maxLength={60}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault(); // the form's own button pays
            apply(event.currentTarget.parentElement);
          }}
        />
        <button type="button" class="quiet" onClick={(event) => apply(event.currentTarget.parentElement)}>
          {m.useCode}
        </button>
      </div>
      <ul role="status">
        {codes.map((code) => {
          const won = session.discounts?.find((it) => it.code === code);
          const refused = session.refused_codes?.find((it) => it.code === code);
          return (
            <li key={code} class={refused ? 'wrong' : ''}>
              <span>
                <b>{code}</b> {won && money(-won.amount_minor, session.currency, session.locale)}
                {refused && (m.codeReasons[refused.reason] ?? refused.text)}
                {refused?.missing_minor
                  ? ` ${m.codeMissing(money(refused.missing_minor, session.currency, session.locale))}`
                  : ''}
              </span>
              <button
                type="button"
                class="link"
                aria-label={m.removeCode(code)}
                onClick={() => checkout.enterCodes(codes.filter((it) => it !== code))}
              >
                {m.remove}
              </button>
            </li>
          );
        })}
      </ul>
    </details>
  );
}
