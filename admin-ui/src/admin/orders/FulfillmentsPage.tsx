import { Group, NativeSelect } from '@mantine/core';
import { moment } from '../../shared/dates';
import { type Address, go, hrefWith } from '../address';
import { Empty, ListState, LOCALE, ShowMore } from '../parts';
import { RowLink } from '../RowLink';
import { Rows } from '../Rows';
import { rowsOf, useList } from '../staff';
import { words as common } from '../words';
import { FulfillmentMark } from './FulfillmentMark';
import { type Fulfillment, KINDS, STATUSES } from './fulfillments';
import { words } from './words';

const NEVER_WAIT = ['handed_over', 'canceled'];

/** The work of a warehouse and of a pickup counter: what has to leave, the oldest first. */
export function FulfillmentsPage({ address }: { address: Address }) {
  const filters = Object.fromEntries(
    ['location', 'status', 'kind'].map((name) => [name, address.parameters.get(name)] as const),
  );
  const list = useList<Fulfillment>('fulfillments', filters);
  const locations = useList<{ id: string; name: string }>('locations', {});
  const rows = rowsOf(list);
  const isFiltered = Object.values(filters).some(Boolean);
  const choose = (name: string, label: string, data: { value: string; label: string }[]) => (
    <NativeSelect
      label={label}
      value={filters[name] ?? ''}
      data={data}
      onChange={(event) => go(hrefWith(address, { [name]: event.currentTarget.value || null }))}
    />
  );
  return (
    <>
      <p className="muted">{words.workMore}</p>
      <Group component="search" gap="sm" align="end" className="filters">
        {choose('location', words.location, [
          { value: '', label: words.anyLocation },
          ...rowsOf(locations).map(({ id, name }) => ({ value: id, label: name })),
        ])}
        {choose('kind', words.kind, [
          { value: '', label: words.anyKind },
          ...KINDS.map((it) => ({ value: it, label: words.kinds[it] })),
        ])}
        {choose('status', words.status, [
          { value: '', label: words.open },
          ...STATUSES.filter((it) => !NEVER_WAIT.includes(it)).map((it) => ({
            value: it,
            label: words.statuses[it],
          })),
        ])}
      </Group>
      <ListState
        query={list}
        isEmpty={rows.length === 0}
        empty={
          <Empty title={isFiltered ? words.noneSuch : words.none}>
            <p>{words.noneMore}</p>
          </Empty>
        }
      >
        <Rows
          name={common.pages.fulfillments}
          rows={rows}
          keyOf={({ id }) => id}
          csv="fulfillments.csv"
          columns={[
            {
              title: words.order,
              text: (it) => it.order_number,
              cell: (it) => <RowLink href={hrefWith(address, { order: it.order_id })}>{it.order_number}</RowLink>,
            },
            { title: words.since, text: (it) => it.created_at, cell: (it) => moment(it.created_at, LOCALE) },
            { title: words.kind, text: (it) => it.kind, cell: (it) => words.kinds[it.kind] },
            { title: words.status, text: (it) => it.status, cell: (it) => <FulfillmentMark status={it.status} /> },
            {
              title: words.goods,
              wraps: true,
              text: (it) => goods(it),
              cell: (it) => goods(it),
            },
            { title: words.location, text: (it) => it.location_id, cell: (it) => it.location_id ?? common.nothing },
            { title: words.promised, text: (it) => it.latest, cell: (it) => it.latest ?? common.nothing },
          ]}
        />
        <ShowMore list={list} />
      </ListState>
    </>
  );
}

const goods = ({ lines }: Fulfillment): string => lines.map((it) => `${it.quantity} × ${it.name}`).join(', ');
