import { Button, Group, NativeSelect, Table } from '@mantine/core';
import type { SessionSummary } from '../shared/api';
import { moment } from '../shared/dates';
import { type Address, go, hrefWith } from './address';
import { ChannelFilter } from './ChannelFilter';
import { Amount, ChannelMark, Empty, ListState, LOCALE, ShowMore, StatusMark } from './parts';
import { RowLink } from './RowLink';
import { useList } from './staff';
import { STATUS, STEP, words } from './words';

export function SessionsPage({ address }: { address: Address }) {
  const status = address.parameters.get('status');
  const channel = address.parameters.get('channel');
  const list = useList<SessionSummary>('sessions', { status, channel }, '/checkout-sessions');
  const rows = list.data?.pages.flatMap(({ data }) => data) ?? [];
  const filtered = status !== null || channel !== null;
  return (
    <>
      <Group component="search" gap="sm" align="end" className="filters">
        <NativeSelect
          label={words.status}
          value={status ?? ''}
          data={[
            { value: '', label: words.anyStatus },
            ...Object.entries(STATUS).map(([value, label]) => ({ value, label })),
          ]}
          onChange={(event) => go(hrefWith(address, { status: event.currentTarget.value, session: null }))}
        />
        <ChannelFilter address={address} channel={channel} />
      </Group>
      <ListState
        query={list}
        isEmpty={rows.length === 0}
        empty={
          filtered ? (
            <Empty title={words.noneMatch}>
              <Button variant="default" onClick={() => go('/admin/sessions')}>
                {words.clear}
              </Button>
            </Empty>
          ) : (
            <Empty title={words.noSessions}>
              <p>{words.noSessionsMore}</p>
              <a href="/store/">{words.store}</a>
            </Empty>
          )
        }
      >
        <Table.ScrollContainer minWidth={640} tabIndex={0} role="region" aria-label={words.sessions}>
          <Table highlightOnHover verticalSpacing={6} className="rows">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{words.started}</Table.Th>
                <Table.Th>{words.channel}</Table.Th>
                <Table.Th>{words.status}</Table.Th>
                <Table.Th>{words.step}</Table.Th>
                <Table.Th>{words.order}</Table.Th>
                <Table.Th className="amount">{words.items}</Table.Th>
                <Table.Th className="amount">{words.total}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map((row) => (
                <Table.Tr key={row.id}>
                  <Table.Td>
                    <RowLink href={hrefWith(address, { session: row.id })}>{moment(row.created_at, LOCALE)}</RowLink>
                  </Table.Td>
                  <Table.Td>
                    <ChannelMark channel={row.channel} />
                  </Table.Td>
                  <Table.Td>
                    <StatusMark status={row.status} />
                  </Table.Td>
                  <Table.Td>{STEP[row.step] ?? row.step}</Table.Td>
                  <Table.Td>{row.order?.number}</Table.Td>
                  <Table.Td className="amount">{row.line_item_count}</Table.Td>
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
    </>
  );
}
