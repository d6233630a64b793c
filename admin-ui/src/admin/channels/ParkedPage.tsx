import { useQuery } from '@tanstack/react-query';
import type { ParkedSession } from '../../shared/api';
import { moment } from '../../shared/dates';
import { type Address, hrefWith } from '../address';
import { Amount, Empty, ListState, LOCALE } from '../parts';
import { RowLink } from '../RowLink';
import { Rows } from '../Rows';
import { useDesk } from '../staff';
import { words as common } from '../words';
import { words } from './words';

type Parked = ParkedSession & { parked_by: string; expires_at: string };

/** Sales that wait to be taken up at a till. */
export function ParkedPage({ address }: { address: Address }) {
  const { ask } = useDesk();
  const list = useQuery({
    queryKey: ['parked'],
    queryFn: () => ask<{ data: Parked[] }>('/parked-sessions'),
    refetchInterval: 5_000,
  });
  const rows = list.data?.data ?? [];
  return (
    <>
      <p className="muted">{words.parkedMore}</p>
      <ListState
        query={list}
        isEmpty={rows.length === 0}
        empty={
          <Empty title={words.noParked}>
            <p>{words.noParkedMore}</p>
          </Empty>
        }
      >
        <Rows
          name={common.pages.parked}
          rows={rows}
          keyOf={(it) => it.session_id}
          address={address}
          csv="parked.csv"
          columns={[
            {
              title: words.parkedAt,
              by: (it) => it.parked_at,
              text: (it) => it.parked_at,
              cell: (it) => (
                <RowLink href={hrefWith(address, { session: it.session_id })}>{moment(it.parked_at, LOCALE)}</RowLink>
              ),
            },
            { title: words.label, wraps: true, text: (it) => it.label, cell: (it) => it.label ?? common.nothing },
            {
              title: words.channel,
              by: (it) => it.channel_id,
              text: (it) => it.channel_id,
              cell: (it) => it.channel_id,
            },
            { title: words.by, text: (it) => it.parked_by, cell: (it) => it.parked_by },
            {
              title: words.items,
              amount: true,
              by: (it) => it.quantity,
              text: (it) => it.quantity,
              cell: (it) => it.quantity,
            },
            {
              title: words.total,
              amount: true,
              by: (it) => it.total_minor,
              text: (it) => it.total_minor,
              cell: (it) => <Amount minor={it.total_minor} currency={it.currency} />,
            },
            { title: words.until, text: (it) => it.expires_at, cell: (it) => moment(it.expires_at, LOCALE) },
          ]}
        />
      </ListState>
    </>
  );
}
