import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ChannelRef, Page } from '../shared/api';
import { type Address, go, hrefWith } from './address';
import { useDesk } from './staff';
import { words } from './words';

/** All channels, or one; kept in the URL. */
export function ChannelFilter({ address, channel }: { address: Address; channel: string | null }) {
  const { ask } = useDesk();
  const { data } = useQuery({
    queryKey: ['channels'],
    queryFn: () => ask<Page<ChannelRef>>('/channels'),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const known = data?.data.map(({ id, name }) => ({ value: id, label: name ?? id })) ?? [];
  if (channel && !known.some(({ value }) => value === channel)) known.push({ value: channel, label: channel });
  return (
    <NativeSelect
      label={words.channel}
      value={channel ?? ''}
      data={[{ value: '', label: words.anyChannel }, ...known]}
      onChange={(event) => go(hrefWith(address, { channel: event.currentTarget.value, session: null }))}
    />
  );
}
