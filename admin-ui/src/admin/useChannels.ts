import { useQuery } from '@tanstack/react-query';
import type { Channel, Page } from '../shared/api';
import { useDesk } from './staff';

/** The channels of the merchant, as far as they are known yet. */
export function useChannels(): Channel[] {
  const { ask } = useDesk();
  const { data } = useQuery({
    queryKey: ['channels'],
    queryFn: () => ask<Page<Channel>>('/channels'),
    staleTime: 60_000,
  });
  return data?.data ?? [];
}
