import { money } from '../../shared/money';
import type { Facing } from '../facing';
import type { Messages } from '../messages';

/** The window that the customer sees: large, without anything to press. */
export function Display({ facing, m }: { facing: Facing | null; m: Messages }) {
  if (!facing || facing.now === 'idle') {
    return (
      <main class="facing">
        <h1>{facing?.merchant || m.welcome}</h1>
        {facing?.merchant && <p>{m.welcome}</p>}
      </main>
    );
  }
  const amount = (minor: number) => money(minor, facing.currency, m.language);
  if (facing.now === 'thanks') {
    return (
      <main class="facing" aria-live="polite">
        <h1>{m.thanks}</h1>
        <p>
          {m.paid} {amount(facing.paidMinor)}
        </p>
        {facing.changeMinor !== null && facing.changeMinor > 0 && (
          <p class="large">
            {m.yourChange} <strong>{amount(facing.changeMinor)}</strong>
          </p>
        )}
      </main>
    );
  }
  const asked = facing.now === 'card' ? facing.cardMinor : facing.remainingMinor;
  return (
    <main class="facing selling">
      <h1 class="hidden">{m.yourPurchase}</h1>
      <ol>
        {facing.lines.map((it, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name here
          <li key={at}>
            <span>
              {it.quantity} × {it.name}
            </span>
            <span>{amount(it.totalMinor)}</span>
          </li>
        ))}
        {facing.creditMinor > 0 && (
          <li>
            <span>{m.tenders.exchange_credit}</span>
            <span>{amount(-facing.creditMinor)}</span>
          </li>
        )}
      </ol>
      <div>
        <p class="prompt" role="status">
          {facing.now !== 'sale' && m.facing[facing.now]}
        </p>
        <p class="large" role="status">
          {asked === facing.dueMinor ? m.total : facing.now === 'card' ? m.card : m.stillDue}{' '}
          <strong>{amount(Math.max(0, asked))}</strong>
        </p>
      </div>
    </main>
  );
}
