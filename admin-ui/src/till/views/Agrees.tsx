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

/** What is missing in such a form; null when nothing is. */
export function missing(data: FormData, { needsNobody, manager }: Agreement, m: Shown['till']['m']): string | null {
  const isThere = (name: string) => String(data.get(name) ?? '').trim() !== '';
  if (!isThere('reason')) return m.noReason;
  return needsNobody || (manager && isThere('pin')) ? null : m.noManager;
}

interface Ending extends Shown {
  agreement: Agreement;
  reasons: string[];
  wrong: string;
  submit: string;
  /** Another way to send the form, of the value `also`; disabled where something speaks against it. */
  also?: { label: string; why: string };
}

/** How each form ends that asks for an agreement: why, who, what is wrong, and the ways out. */
export function Ending({ till, state, agreement, reasons, wrong, submit, also }: Ending) {
  const { m } = till;
  return (
    <>
      <label>
        {m.reason}
        <input name="reason" maxLength={200} autocomplete="off" list="reasons" />
        <datalist id="reasons">
          {reasons.map((it) => (
            <option key={it} value={it} />
          ))}
        </datalist>
      </label>
      <Agrees till={till} state={state} agreement={agreement} />
      <p class="bad" role="alert">
        {wrong}
      </p>
      {also?.why && (
        <p class="muted" id="also-why">
          {also.why}
        </p>
      )}
      <div class="row">
        <button type="submit" class="primary" disabled={state.busy}>
          {submit}
        </button>
        {also && (
          <button
            type="submit"
            name="way"
            value="also"
            disabled={state.busy || also.why !== ''}
            aria-describedby={also.why ? 'also-why' : undefined}
          >
            {also.label}
          </button>
        )}
        <button type="button" onClick={() => till.open(null)}>
          {m.close}
        </button>
      </div>
    </>
  );
}

/** The managers, and a field `pin` for the one who agrees; nothing where a manager is at the till. */
function Agrees({ till, state, agreement }: Shown & { agreement: Agreement }) {
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
