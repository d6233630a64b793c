import { useLayoutEffect, useState } from 'preact/hooks';
import type { CashDirection, CashKind, DenominationCount, Shift, ShiftReport } from '../../shared/api';
import { moment } from '../../shared/dates';
import { sent } from '../../shared/forms';
import { minorOf, money } from '../../shared/money';
import { denominations } from '../cash';
import { Alert, Offline, type Shown } from './App';

const KINDS: CashKind[] = ['safe', 'bank', 'expense', 'tips', 'other'];

/** The drawer of this till: its shift is opened with a float and closed by counting, without being told what should be in it. */
export function Drawer({ till, state }: Shown) {
  const { m } = till;
  const { shift, report } = state.drawer;
  useLayoutEffect(() => {
    const onKey = ({ key }: KeyboardEvent) => {
      if (key === 'Escape') till.closeDrawer();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [till]);
  return (
    <div class="desk">
      <header class="status">
        <h1>{m.drawer}</h1>
        <span class="muted">{shift && m.openSince(moment(shift.opened_at, m.language))}</span>
        <button type="button" class="quiet net" onClick={() => till.closeDrawer()}>
          {m.backToSale} <kbd>Esc</kbd>
        </button>
      </header>
      <div class="messages">
        <Offline till={till} state={state} />
        <Alert text={state.alert} />
      </div>
      <main aria-busy={state.busy}>
        {shift === null && <Begin till={till} state={state} isNext={report !== null} />}
        {shift && <Move till={till} state={state} shift={shift} />}
        {shift && <CloseShift till={till} state={state} shift={shift} />}
        {(shift || report) && (
          <section aria-labelledby="report">
            <h2 id="report">{report?.kind === 'z' ? m.zReport : m.xReport}</h2>
            {report && <Report report={report} m={m} />}
            <div class="row">
              {shift && (
                <button type="button" disabled={state.busy} onClick={() => void till.reportShift(shift)}>
                  {report ? m.renew : m.showReport}
                </button>
              )}
              {report && (
                <button type="button" onClick={() => print()}>
                  {m.printReport}
                </button>
              )}
            </div>
          </section>
        )}
      </main>
    </div>
  );
}

function Begin({ till, state, isNext }: Shown & { isNext: boolean }) {
  const { m } = till;
  const currency = state.channel?.currency ?? 'EUR';
  const [wrong, setWrong] = useState('');
  return (
    <section aria-labelledby="begin">
      <h2 id="begin">{isNext ? m.openNext : m.openDrawer}</h2>
      <p class="muted">{m.floatHow}</p>
      <form
        onSubmit={(event) => {
          const float = minorOf(sent(event, 'float'), currency);
          if (float === null) setWrong(m.noAmount(currency));
          else void till.beginShift(float);
        }}
      >
        <Amount name="float" label={m.float(currency)} wrong={wrong} typed={() => setWrong('')} />
        <button type="submit" class="primary" disabled={state.busy}>
          {m.openDrawer}
        </button>
      </form>
    </section>
  );
}

interface AmountField {
  name: string;
  label: string;
  wrong: string;
  typed: () => void;
}

function Amount({ name, label, wrong, typed }: AmountField) {
  return (
    <label>
      {label}
      <input
        inputMode="decimal"
        autocomplete="off"
        name={name}
        aria-invalid={wrong !== ''}
        aria-describedby={`${name}-wrong`}
        onInput={typed}
      />
      <span class="bad" id={`${name}-wrong`} role="alert">
        {wrong}
      </span>
    </label>
  );
}

function Move({ till, state, shift }: Shown & { shift: Shift }) {
  const { m } = till;
  const [direction, setDirection] = useState<CashDirection>('pay_out');
  const [wrong, setWrong] = useState('');
  const [done, setDone] = useState('');
  return (
    <section aria-labelledby="move">
      <h2 id="move">{m.moveCash}</h2>
      <form
        onSubmit={async (event) => {
          event.preventDefault();
          const form = event.currentTarget;
          const data = new FormData(form);
          const amount_minor = minorOf(String(data.get('amount') ?? ''), shift.currency);
          const reason = String(data.get('reason') ?? '').trim();
          const kind = String(data.get('kind')) as CashKind;
          setDone('');
          if (!amount_minor) return setWrong(m.noAmount(shift.currency));
          if (!reason) return setWrong(m.noReason);
          if (!(await till.moveCash(shift, { direction, kind, amount_minor, reason }))) return;
          setDone(m.moved(m.directions[direction], money(amount_minor, shift.currency, m.language)));
          form.reset();
        }}
      >
        <div class="row">
          {(['pay_out', 'pay_in'] as const).map((it) => (
            <button type="button" key={it} aria-pressed={it === direction} onClick={() => setDirection(it)}>
              {m.directions[it]}
            </button>
          ))}
        </div>
        <div class="row">
          <Amount name="amount" label={m.amount(shift.currency)} wrong={wrong} typed={() => setWrong('')} />
          <label>
            {direction === 'pay_out' ? m.whereTo : m.whereFrom}
            <select name="kind">
              {KINDS.map((it) => (
                <option key={it} value={it}>
                  {m.kinds[it]}
                </option>
              ))}
            </select>
          </label>
        </div>
        <label>
          {m.reason}
          <input name="reason" maxLength={200} autocomplete="off" />
        </label>
        <button type="submit" disabled={state.busy}>
          {m.record}
        </button>
        <p role="status">{done}</p>
      </form>
    </section>
  );
}

/** Each note and coin is counted; of a currency whose coins we do not know, the sum is typed. */
function CloseShift({ till, state, shift }: Shown & { shift: Shift }) {
  const { m } = till;
  const [counts, setCounts] = useState<Record<number, string>>({});
  const [wrong, setWrong] = useState('');
  const values = denominations(shift.currency);
  const counted = values.map((value_minor) => ({ value_minor, count: Number(counts[value_minor] || 0) }));
  const isWrong = counted.some(({ count }) => !Number.isSafeInteger(count) || count < 0);
  const sum = counted.reduce((all, { value_minor, count }) => all + value_minor * count, 0);
  const amount = (minor: number) => money(minor, shift.currency, m.language);
  const close = (found: DenominationCount[]) => void till.closeShift(shift, found);
  return (
    <section aria-labelledby="close">
      <h2 id="close">{m.closeShift}</h2>
      <p class="muted">{values.length > 0 ? m.countHow : m.sumHow}</p>
      <form
        onSubmit={(event) => {
          if (values.length > 0) {
            event.preventDefault();
            if (isWrong) setWrong(m.noCount);
            else close(counted.filter(({ count }) => count > 0));
            return;
          }
          const value_minor = minorOf(sent(event, 'sum'), shift.currency);
          if (value_minor === null) setWrong(m.noAmount(shift.currency));
          else close(value_minor === 0 ? [] : [{ value_minor, count: 1 }]);
        }}
      >
        {values.length === 0 ? (
          <Amount name="sum" label={m.amount(shift.currency)} wrong={wrong} typed={() => setWrong('')} />
        ) : (
          <>
            <div class="counting">
              {values.map((value) => (
                <label key={value}>
                  {amount(value)}
                  <input
                    inputMode="numeric"
                    autocomplete="off"
                    value={counts[value] ?? ''}
                    onInput={(event) => {
                      setWrong('');
                      setCounts({ ...counts, [value]: event.currentTarget.value.trim() });
                    }}
                  />
                </label>
              ))}
            </div>
            <p class="bad" role="alert">
              {wrong}
            </p>
          </>
        )}
        {values.length > 0 && (
          <p class="total">
            {m.counted} <output>{isWrong ? '–' : amount(sum)}</output>
          </p>
        )}
        <button type="submit" class="primary" disabled={state.busy}>
          {m.closeShift}
        </button>
      </form>
    </section>
  );
}

/** On the screen and, the same, on paper. */
export function Report({
  report: { cash, sales, shift, kind, as_of },
  m,
}: {
  report: ShiftReport;
  m: Shown['till']['m'];
}) {
  const amount = (minor: number) => money(minor, shift.currency, m.language);
  const rows: [string, number, number?][] = [
    [m.floatShort, cash.float_minor],
    [m.cashSales, cash.sales.amount_minor, cash.sales.count],
    [m.cashRefunds, -cash.refunds.amount_minor, cash.refunds.count],
    [m.directions.pay_in, cash.pay_ins.amount_minor, cash.pay_ins.count],
    [m.directions.pay_out, -cash.pay_outs.amount_minor, cash.pay_outs.count],
  ];
  return (
    <>
      <p>
        {kind === 'z' && shift.closed ? m.zNumber(shift.closed.z_number) : ''} {moment(as_of, m.language)}
      </p>
      <table class="report">
        <tbody>
          {rows.map(([name, minor, count]) => (
            <tr key={name}>
              <th scope="row">
                {name} {count !== undefined && <small>({count})</small>}
              </th>
              <td>{amount(minor)}</td>
            </tr>
          ))}
          <tr class="sum">
            <th scope="row">{m.expected}</th>
            <td>{amount(cash.expected_minor)}</td>
          </tr>
          {cash.counted_minor !== null && (
            <tr>
              <th scope="row">{m.counted}</th>
              <td>{amount(cash.counted_minor)}</td>
            </tr>
          )}
          {cash.difference_minor !== null && (
            <tr class={cash.difference_minor === 0 ? 'sum' : 'sum bad'}>
              <th scope="row">{m.difference}</th>
              <td>{amount(cash.difference_minor)}</td>
            </tr>
          )}
        </tbody>
        <tbody>
          <tr class="sum">
            <th scope="row">
              {m.sold} <small>({sales.orders})</small>
            </th>
            <td>{amount(sales.total_minor)}</td>
          </tr>
          {sales.tenders.map((it) => (
            <tr key={it.type}>
              <th scope="row">
                {m.tenders[it.type] ?? it.type} <small>({it.count})</small>
              </th>
              <td>{amount(it.amount_minor)}</td>
            </tr>
          ))}
          {sales.taxes.map((it) => (
            <tr key={`tax-${it.percent}`}>
              <th scope="row">{m.taxOf(`${it.percent}%`, amount(it.base_minor))}</th>
              <td>{amount(it.tax_minor)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
