import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { Page, Step } from '../shared/api';
import { useDesk } from './staff';

/** How far the numbers may be behind. */
interface Lag {
  events: number;
  seconds: number;
}

/** Entered is always advanced and waiting and lost. */
export interface FunnelNumbers {
  entered: number;
  advanced: number;
  handed_on: number;
  went_back: number;
  waiting: number;
  lost: number;
  sessions: number;
  won: number;
  drop_off: number | null;
}

export interface FunnelRow {
  channel_id: string | null;
  step: Step;
  numbers: FunnelNumbers;
  previous: FunnelNumbers | null;
}

export interface FunnelReport {
  from: string;
  to: string;
  previous_from: string;
  opened_sessions: number;
  completed_sessions: number;
  previous_opened_sessions: number;
  previous_completed_sessions: number;
  lag: Lag;
  data: FunnelRow[];
}

export interface TimesRow {
  channel_id: string;
  step: Step;
  stays: number;
  p50_ms: number | null;
  p90_ms: number | null;
  p95_ms: number | null;
  previous_p50_ms: number | null;
}

export interface FrictionRow {
  reason: string;
  step: Step;
  channel_id: string;
  currency: string;
  sessions: number;
  previous_sessions: number;
  value_minor: number;
  estimate: { lost_minor: number; low_minor: number; high_minor: number; comparable: number; won: number } | null;
}

/** One field of one channel, as pages told it; shares are of those who came to it. */
export interface FieldRow {
  channel_id: string;
  field: string;
  focused: number;
  error_share: number | null;
  left_empty_share: number | null;
  hesitated_share: number | null;
  rage_clicked_share: number | null;
  p50_ms: number | null;
  score: number;
}

export interface FunnelSession {
  session_id: string;
  channel_id: string;
  step: Step;
  outcome: string;
  reason: string | null;
  total_minor: number;
  currency: string;
  opened_at: string;
  active_at: string;
}

export interface LiveReport {
  at: string;
  last_five_minutes: { opened: number; completed: number; lost: number };
  last_hour: { opened: number; completed: number; lost: number };
  open: { channel_id: string; step: Step; sessions: number }[];
}

/** What a report is about: whole hours, the one that runs included, as the reports want them. */
export interface Span {
  from: string;
  to: string;
  channel: string | null;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const REFRESH_MS = 30_000;

export const PERIODS = [1, 7, 28] as const;

/** How many days a link asks for; a week where it does not say. */
export const daysOf = (text: string | null): number => PERIODS.find((it) => String(it) === text) ?? 7;

export function spanOf(days: number, channel: string | null, nowMs: number): Span {
  const to = (Math.floor(nowMs / HOUR_MS) + 1) * HOUR_MS;
  return { from: new Date(to - days * 24 * HOUR_MS).toISOString(), to: new Date(to).toISOString(), channel };
}

export function pathOf(report: string, { from, to, channel }: Span, more: Record<string, string | null> = {}): string {
  const query = new URLSearchParams({ from, to });
  for (const [name, value] of Object.entries({ channel, ...more })) if (value) query.set(name, value);
  return `/reports/${report}?${query}`;
}

/** A report, which stays on the screen while a newer one is asked for. */
export function useReport<T>(report: string, span: Span, more: Record<string, string | null> = {}) {
  const { ask } = useDesk();
  return useQuery({
    queryKey: ['report', report, span, more],
    queryFn: () => ask<T>(pathOf(report, span, more)),
    placeholderData: (before) => before,
    refetchInterval: REFRESH_MS,
  });
}

/** Rows of a report that comes page by page. */
export function usePagedReport<T>(report: string, span: Span, more: Record<string, string | null>) {
  const { ask } = useDesk();
  return useInfiniteQuery({
    queryKey: ['report', report, span, more],
    queryFn: ({ pageParam }) => ask<Page<T>>(pathOf(report, span, { ...more, cursor: pageParam })),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next_cursor }) => next_cursor,
  });
}

/** One session as the funnel knows it. */
export interface Journey {
  outcome: string;
  reason: string | null;
  evidence: string[];
  path: { channel_id: string; step: Step; entered_at: string; ms: number | null; fate: string }[];
}

export const STEPS: Step[] = ['started', 'contact', 'delivery', 'payment'];

const HUES = 5;

/** Which of five hues a number has against the worst of its table; 0 is none. */
export const heat = (value: number | null, worst: number): number =>
  value === null || worst <= 0 ? 0 : Math.ceil((HUES * value) / worst);

/** "12 %", "0.4 %", "–" for none. */
export function share(part: number | null, locale: string): string {
  if (part === null) return '–';
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: part < 0.1 ? 1 : 0 }).format(part);
}

/** "800 ms", "4.2 s", "3 min", "2 h". */
export function span(ms: number | null): string {
  if (ms === null) return '–';
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < MINUTE_MS) return `${(ms / 1000).toFixed(ms < 10_000 ? 1 : 0)} s`;
  if (ms < 90 * MINUTE_MS) return `${Math.round(ms / MINUTE_MS)} min`;
  return `${Math.round(ms / HOUR_MS)} h`;
}

/** By how much something changed against before: "+12 %", "−3 %", "new" where there was nothing. */
export function change(now: number, before: number, locale: string): string {
  if (now === before) return '±0';
  if (before === 0) return 'new';
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0, signDisplay: 'always' }).format(
    (now - before) / before,
  );
}

/** Whether the steps of a funnel are those of all channels or of one: rows by channel are added up. */
export function byStep(rows: FunnelRow[]): { step: Step; now: FunnelNumbers; before: FunnelNumbers }[] {
  const sum = (step: Step, of: (row: FunnelRow) => FunnelNumbers | null): FunnelNumbers => {
    const total: FunnelNumbers = {
      entered: 0,
      advanced: 0,
      handed_on: 0,
      went_back: 0,
      waiting: 0,
      lost: 0,
      sessions: 0,
      won: 0,
      drop_off: null,
    };
    for (const numbers of rows.filter((it) => it.step === step).map(of)) {
      if (!numbers) continue;
      for (const name of [
        'entered',
        'advanced',
        'handed_on',
        'went_back',
        'waiting',
        'lost',
        'sessions',
        'won',
      ] as const)
        total[name] += numbers[name];
    }
    return { ...total, drop_off: total.entered === 0 ? null : total.lost / total.entered };
  };
  return STEPS.map((step) => ({
    step,
    now: sum(step, ({ numbers }) => numbers),
    before: sum(step, ({ previous }) => previous),
  })).filter(({ now, before }) => now.entered > 0 || before.entered > 0);
}
