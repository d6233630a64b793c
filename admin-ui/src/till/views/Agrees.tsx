import { useState } from 'preact/hooks';
import type { StaffMember } from '../../shared/api';
import type { Shown } from './App';

/** Who agrees to what a cashier may not do alone. */
export interface Agreement {
  /** Whether nobody has to: a manager is at the till. */
  needsNobody: boolean;
  manager: StaffMember | null;
  choose: (manager: StaffMember) => void;
}

export function useAgreement({ state }: Shown): Agreement {
  const [chosen, choose] = useState<StaffMember | null>(null);
  const managers = managersOf(state);
  const needsNobody = state.cashier?.roles.includes('manager') ?? false;
  const only = managers.length === 1 ? (managers[0] ?? null) : null;
  return { needsNobody, manager: needsNobody ? null : (chosen ?? only), choose };
}

const managersOf = ({ people }: Shown['state']) => (people ?? []).filter(({ roles }) => roles.includes('manager'));

/** The managers, and a field `pin` for the one who agrees; nothing where a manager is at the till. */
export function Agrees({ till, state, agreement }: Shown & { agreement: Agreement }) {
  const { m } = till;
  if (agreement.needsNobody) return null;
  const managers = managersOf(state);
  return (
    <fieldset>
      <legend>{m.whoAgrees}</legend>
      {managers.length === 0 && state.people && <p>{m.noManagers}</p>}
      <div class="row">
        {managers.map((it) => (
          <button
            type="button"
            key={it.id}
            aria-pressed={it.id === agreement.manager?.id}
            onClick={() => agreement.choose(it)}
          >
            {it.name}
          </button>
        ))}
        <label>
          {m.pin}
          <input name="pin" type="password" inputMode="numeric" autocomplete="off" maxLength={8} />
        </label>
      </div>
    </fieldset>
  );
}
