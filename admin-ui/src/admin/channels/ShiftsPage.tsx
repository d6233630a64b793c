import { Button, Group, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Shift, ShiftReport } from '../../shared/api';
import { moment } from '../../shared/dates';
import { download } from '../../shared/http';
import { type Address, go, hrefWith } from '../address';
import { Amount, Empty, Failed, ListState, LOCALE, Loading, ShowMore } from '../parts';
import { RowLink } from '../RowLink';
import { Rows } from '../Rows';
import { Side } from '../Side';
import { rowsOf, useDesk, useList } from '../staff';
import { words as common } from '../words';
import { words } from './words';

type ShiftRow = Shift & { opened_by: string };

/** Who worked with which drawer, and whether it was right. */
export function ShiftsPage({ address }: { address: Address }) {
  const register = address.parameters.get('register');
  const state = address.parameters.get('state');
  const shown = address.parameters.get('shift');
  const list = useList<ShiftRow>('shifts', { register_id: register, state });
  const registers = useList<{ id: string; name: string }>('registers', {});
  const rows = rowsOf(list);
  return (
    <>
      <p className="muted">{words.shiftsMore}</p>
      <Group component="search" gap="sm" align="end" className="filters">
        <NativeSelect
          label={words.register}
          value={register ?? ''}
          data={[
            { value: '', label: words.anyRegister },
            ...rowsOf(registers).map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(event) => go(hrefWith(address, { register: event.currentTarget.value }))}
        />
        <NativeSelect
          label={words.state}
          value={state ?? ''}
          data={[
            { value: '', label: words.anyState },
            { value: 'open', label: words.open },
            { value: 'closed', label: words.closed },
          ]}
          onChange={(event) => go(hrefWith(address, { state: event.currentTarget.value }))}
        />
      </Group>
      <ListState
        query={list}
        isEmpty={rows.length === 0}
        empty={
          <Empty title={words.noShifts}>
            <p>{words.noShiftsMore}</p>
          </Empty>
        }
      >
        <Rows
          name={common.pages.shifts}
          rows={rows}
          keyOf={({ id }) => id}
          csv="shifts.csv"
          columns={[
            {
              title: words.opened,
              text: (it) => it.opened_at,
              cell: (it) => (
                <RowLink href={hrefWith(address, { shift: it.id })}>{moment(it.opened_at, LOCALE)}</RowLink>
              ),
            },
            { title: words.channel, text: (it) => it.channel_id, cell: (it) => it.channel_id },
            {
              title: words.state,
              text: (it) => it.state,
              cell: (it) => (
                <span className={`mark ${it.state === 'open' ? 'brand' : 'muted'}`}>
                  {it.closed ? `${words.z} ${it.closed.z_number}` : words.open}
                </span>
              ),
            },
            {
              title: words.float,
              amount: true,
              text: (it) => it.float_minor,
              cell: (it) => <Amount minor={it.float_minor} currency={it.currency} />,
            },
            {
              title: words.expected,
              amount: true,
              text: (it) => it.closed?.expected_minor,
              cell: (it) => it.closed && <Amount minor={it.closed.expected_minor} currency={it.currency} />,
            },
            {
              title: words.counted,
              amount: true,
              text: (it) => it.closed?.counted_minor,
              cell: (it) => it.closed && <Amount minor={it.closed.counted_minor} currency={it.currency} />,
            },
            {
              title: words.difference,
              amount: true,
              text: (it) => it.closed?.difference_minor,
              cell: (it) =>
                it.closed && (
                  <span className={`mark ${it.closed.difference_minor === 0 ? 'ok' : 'bad'}`}>
                    <Amount minor={it.closed.difference_minor} currency={it.currency} />
                  </span>
                ),
            },
          ]}
        />
        <ShowMore list={list} />
      </ListState>
      {shown && <ShiftSide key={shown} id={shown} onClose={() => go(hrefWith(address, { shift: null }))} />}
    </>
  );
}

function ShiftSide({ id, onClose }: { id: string; onClose: () => void }) {
  const { ask, staff } = useDesk();
  const [failed, setFailed] = useState<Error | null>(null);
  const path = `/shifts/${encodeURIComponent(id)}/report`;
  const query = useQuery({ queryKey: ['shifts', 'report', id], queryFn: () => ask<ShiftReport>(path) });
  const { data, error } = query;
  return (
    <Side title={data ? words.report(data.kind) : words.open} onClose={onClose}>
      {error && <Failed error={error} onRetry={() => void query.refetch()} />}
      {!data && !error && <Loading rows={8} />}
      {data && (
        <>
          <p className="muted">
            {data.shift.channel_id} · {moment(data.shift.opened_at, LOCALE)}
            {data.shift.closed && ` – ${moment(data.shift.closed.at, LOCALE)}`}
          </p>
          <Report report={data} />
          <div>
            <Button
              variant="default"
              size="xs"
              onClick={() => {
                setFailed(null);
                download(path, staff.token, `shift-${id}.csv`, 'text/csv').catch(setFailed);
              }}
            >
              {words.saveReport}
            </Button>
          </div>
          {failed && <Failed error={failed} />}
        </>
      )}
    </Side>
  );
}

function Report({ report: { shift, cash, sales, movements } }: { report: ShiftReport }) {
  const { currency } = shift;
  const line = (title: string, minor: number | null, count?: number) =>
    minor !== null && (
      <tr key={title}>
        <th scope="row">
          {title} {count !== undefined && <span className="muted">{count}</span>}
        </th>
        <td>
          <Amount minor={minor} currency={currency} />
        </td>
      </tr>
    );
  return (
    <>
      <h3>{words.cash}</h3>
      <table className="lines">
        <caption className="unseen">{words.cash}</caption>
        <tbody>
          {line(words.float, cash.float_minor)}
          {line(words.sales, cash.sales.amount_minor, cash.sales.count)}
          {line(words.refunds, -Math.abs(cash.refunds.amount_minor), cash.refunds.count)}
          {line(words.payIns, cash.pay_ins.amount_minor, cash.pay_ins.count)}
          {line(words.payOuts, -Math.abs(cash.pay_outs.amount_minor), cash.pay_outs.count)}
          {line(words.expected, cash.expected_minor)}
          {line(words.counted, cash.counted_minor)}
          {line(words.difference, cash.difference_minor)}
        </tbody>
      </table>
      <h3>{words.sales}</h3>
      <table className="lines">
        <caption className="unseen">{words.sales}</caption>
        <tbody>
          {line(words.total, sales.total_minor, sales.orders)}
          {line(words.discounts, sales.discount_minor)}
          {line(words.tips, sales.tip_minor)}
          {sales.tenders.map((it) => line(it.type, it.amount_minor, it.count))}
          {sales.taxes.map((it) => line(`${words.tax} ${it.percent} %`, it.tax_minor))}
        </tbody>
      </table>
      {movements.length > 0 && (
        <>
          <h3>{words.movements}</h3>
          <ul>
            {movements.map((it) => (
              <li key={it.id}>
                <Amount minor={it.direction === 'pay_out' ? -it.amount_minor : it.amount_minor} currency={currency} />{' '}
                {it.reason} <span className="muted">{it.kind}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
