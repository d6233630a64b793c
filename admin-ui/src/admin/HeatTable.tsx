import { Table } from '@mantine/core';
import type { Step } from '../shared/api';
import { LOCALE } from './parts';
import { RowLink } from './RowLink';
import { type FunnelRow, heat, STEPS, share, span, type TimesRow } from './reports';
import { STEP, words } from './words';

interface Props {
  shown: 'drop_off' | 'p50' | 'p90';
  rows: FunnelRow[];
  times: TimesRow[];
  href: (channel: string, step: Step) => string;
}

/** Channel by step, the redder the worse; the number is in every cell, so that the color only helps to find it. */
export function HeatTable({ shown, rows, times, href }: Props) {
  const channels = [...new Set(rows.map(({ channel_id }) => channel_id ?? ''))];
  const steps = STEPS.filter((step) => rows.some((it) => it.step === step));
  const shownAt = (channel: string, step: Step): number | null => {
    if (shown === 'drop_off') return row(channel, step)?.numbers.drop_off ?? null;
    const time = times.find((it) => it.channel_id === channel && it.step === step);
    return (shown === 'p50' ? time?.p50_ms : time?.p90_ms) ?? null;
  };
  const row = (channel: string, step: Step) => rows.find((it) => it.channel_id === channel && it.step === step);
  const worst = Math.max(...channels.flatMap((channel) => steps.map((step) => shownAt(channel, step) ?? 0)));
  return (
    <Table.ScrollContainer minWidth={480} tabIndex={0} role="region" aria-label={words.byPlace}>
      <table className="heat">
        <thead>
          <tr>
            <th scope="col">{words.channel}</th>
            {steps.map((step) => (
              <th key={step} scope="col">
                {STEP[step]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {channels.map((channel) => (
            <tr key={channel}>
              <th scope="row">{channel}</th>
              {steps.map((step) => {
                const value = shownAt(channel, step);
                const numbers = row(channel, step)?.numbers;
                return (
                  <td key={step} className={`heat-${heat(value, worst)}`}>
                    {shown === 'drop_off' ? share(value, LOCALE) : span(value)}
                    {numbers && numbers.lost > 0 && shown === 'drop_off' && (
                      <small>
                        <RowLink href={href(channel, step)}>{words.lostOf(numbers.lost, numbers.entered)}</RowLink>
                      </small>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </Table.ScrollContainer>
  );
}
