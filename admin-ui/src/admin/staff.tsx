import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import type { EventData, Page, SessionSummary } from '../shared/api';
import { follow } from '../shared/events';
import { call, Problem } from '../shared/http';
import type { Staff } from '../shared/signIn';
import { tell } from './news';
import { type Loaded, withEvent } from './rows';

interface Desk {
  staff: Staff;
  live: boolean;
  /** Whether this person may see the funnel. */
  readsReports: boolean;
  ask: <T>(path: string) => Promise<T>;
}

const DeskContext = createContext<Desk | null>(null);
const READ_REPORTS = ['analyst', 'manager', 'admin'];
const NEWS_PAUSE_MS = 400;
const POLL_MS = 10_000;
/** What is asked for again when something of a kind happened, by the first word of its type. */
const LISTS: Record<string, string[]> = {
  api_key: ['keys'],
  webhook_endpoint: ['webhooks'],
  provider_event: ['provider-events'],
  register: ['registers'],
  shift: ['shifts'],
  staff_member: ['staff-members'],
  promotion: ['promotions'],
  gift_card: ['gift-cards'],
  experiment: ['experiments'],
  feedback: ['feedback'],
  fulfillment: ['fulfillments', 'order'],
};

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error('Nobody is signed in');
  return desk;
}

/** Everything below is for somebody who is signed in; what happens at the merchant changes what is shown. */
export function DeskOf({ staff, onEnded, children }: { staff: Staff; onEnded: () => void; children: ReactNode }) {
  const live = useNews(staff, onEnded);
  useEffect(() => {
    const timer = setTimeout(onEnded, Math.min(staff.expiresAt - Date.now(), 2 ** 31 - 1));
    return () => clearTimeout(timer);
  }, [staff, onEnded]);
  const ask = async <T,>(path: string): Promise<T> => {
    try {
      return (await call<T>('GET', path, { token: staff.token })).value;
    } catch (error) {
      if (error instanceof Problem && error.status === 401) onEnded();
      throw error;
    }
  };
  const readsReports = staff.roles.some((role) => READ_REPORTS.includes(role));
  return <DeskContext value={{ staff, live, readsReports, ask }}>{children}</DeskContext>;
}

/** Follows the merchant's events; rows that are on the screen change in place, the rest is asked for again. */
function useNews(staff: Staff, onEnded: () => void): boolean {
  const queries = useQueryClient();
  const [live, setLive] = useState(false);
  useEffect(() => {
    let timer = 0;
    const stale = new Set<string>();
    const askAgain = (...keys: string[]) => {
      for (const key of keys) stale.add(key);
      clearTimeout(timer);
      timer = window.setTimeout(() => {
        for (const key of stale) void queries.invalidateQueries({ queryKey: key.split(' ') });
        stale.clear();
      }, NEWS_PAUSE_MS);
    };
    const onEvent = (event: EventData) => {
      tell(event);
      const [kind = ''] = event.type.split('.');
      const lists = LISTS[kind];
      if (lists) {
        askAgain(...lists);
        return;
      }
      if (event.aggregate_type === 'order') {
        askAgain('orders', 'today', `order ${event.aggregate_id}`);
        return;
      }
      askAgain(`session ${event.aggregate_id}`);
      for (const query of queries.getQueryCache().findAll({ queryKey: ['sessions'] })) {
        const loaded = query.state.data as Loaded<SessionSummary> | undefined;
        const changed = loaded && withEvent(loaded, event, query.queryKey[1] as string | null);
        if (changed && event.type !== 'session.completed') queries.setQueryData(query.queryKey, changed);
        else askAgain('sessions');
      }
    };
    let before = false;
    const stop = follow('/events', {
      token: () => staff.token,
      onEvent: ({ data }) => onEvent(JSON.parse(data) as EventData),
      onState: (state) => {
        setLive(state === 'live');
        if (state === 'live' && before) void queries.invalidateQueries();
        before = true;
      },
      onRefused: (status) => {
        setLive(false);
        if (status === 401) onEnded();
      },
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [queries, staff, onEnded]);
  return live;
}

/** A list from the server, page by page; asked for now and then while the events do not arrive. */
export function useList<T>(name: string, filters: Record<string, string | null>, path = `/${name}`, everyMs?: number) {
  const { ask, live } = useDesk();
  return useInfiniteQuery({
    queryKey: [name, ...Object.values(filters), path],
    queryFn: ({ pageParam }) => {
      const query = new URLSearchParams({ limit: '25' });
      for (const [key, value] of Object.entries({ ...filters, cursor: pageParam })) if (value) query.set(key, value);
      return ask<Page<T>>(`${path}?${query}`);
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next_cursor }) => next_cursor,
    refetchInterval: everyMs ?? (live ? false : POLL_MS),
  });
}

/** The rows of such a list as far as they have been loaded. */
export const rowsOf = <T,>(list: { data?: { pages: Page<T>[] } | undefined }): T[] =>
  list.data?.pages.flatMap(({ data }) => data) ?? [];
