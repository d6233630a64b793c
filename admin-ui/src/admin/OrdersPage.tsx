import { Table } from '@mantine/core';
import type { OrderSummary } from '../shared/api';
import { moment } from '../shared/dates';
import { type Address, hrefWith } from './address';
import { Amount, ChannelMark, Empty, ListState, LOCALE, OrderMark, ShowMore } from './parts';
import { RowLink } from './RowLink';
import { useList } from './staff';
import { words } from './words';

export function OrdersPage({ address }: { address: Address }) {
  const list = useList<OrderSummary>('orders', {});
  const rows = list.data?.pages.flatMap(({ data }) => data) ?? [];
  return (
    <ListState
      query={list}
      isEmpty={rows.length === 0}
      empty={
        <Empty title={words.noOrders}>
          <p>{words.noOrdersMore}</p>
          <a href="/store/">{words.store}</a>
        </Empty>
      }
    >
      <Table.ScrollContainer minWidth={520} tabIndex={0} role="region" aria-label={words.orders}>
        <Table highlightOnHover verticalSpacing={6} className="rows">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{words.order}</Table.Th>
              <Table.Th>{words.placed}</Table.Th>
              <Table.Th>{words.channel}</Table.Th>
              <Table.Th>{words.state}</Table.Th>
              <Table.Th className="amount">{words.total}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <Table.Tr key={row.id}>
                <Table.Td>
                  <RowLink href={hrefWith(address, { order: row.id })}>{row.number}</RowLink>
                </Table.Td>
                <Table.Td>{moment(row.placed_at, LOCALE)}</Table.Td>
                <Table.Td>
                  <ChannelMark channel={row.channel} />
                </Table.Td>
                <Table.Td>
                  <OrderMark state={row.state} />
                </Table.Td>
                <Table.Td>
                  <Amount minor={row.total_minor} currency={row.currency} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <ShowMore list={list} />
    </ListState>
  );
}
