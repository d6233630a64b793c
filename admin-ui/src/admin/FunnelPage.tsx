import { Group, NativeSelect, SegmentedControl, Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { moment } from '../shared/dates';
import { type Address, go, hrefWith } from './address';
import { ChannelFilter } from './ChannelFilter';
import { Csv } from './Csv';
import { FieldTable } from './FieldTable';
import { FunnelBars } from './FunnelBars';
import { HeatTable } from './HeatTable';
import { Paths } from './Paths';
import { Amount, Empty, ListState, LOCALE, ShowMore } from './parts';
import { RowLink } from './RowLink';
import {
  byStep,
  change,
  daysOf,
  type FieldRow,
  type FrictionRow,
  type FunnelReport,
  type FunnelRow,
  type FunnelSession,
  type LiveReport,
  PERIODS,
  pathOf,
  type Span,
  share,
  spanOf,
  type TimesRow,
  usePagedReport,
  useReport,
} from './reports';
import { useDesk } from './staff';
import { useMinute } from './useMinute';
import { REASON, STEP, words } from './words';

/** Where buyers are lost, in which step and channel, why, and what it costs. Everything stands in the URL. */
export function FunnelPage({ address }: { address: Address }) {
  const days = daysOf(address.parameters.get('days'));
  const channel = address.parameters.get('channel');
  const span = spanOf(days, channel, useMinute());
  const lost = address.parameters.get('lost');
  return (
    <>
      <Group component="search" gap="sm" align="end" className="filters">
        <NativeSelect
          label={words.period}
          value={String(days)}
          data={PERIODS.map((it) => ({ value: String(it), label: words.lastDays(it) }))}
          onChange={(event) => go(hrefWith(address, { days: event.currentTarget.value, lost: null }))}
        />
        <ChannelFilter address={address} channel={channel} />
      </Group>
      {lost === null ? (
        <>
          <Live />
          <Funnel span={span} days={days} />
          <Places span={span} address={address} />
          <Frictions span={span} address={address} />
          <Paths span={span} address={address} />
          <Fields span={span} />
        </>
      ) : (
        <LostSessions span={span} address={address} lost={lost} />
      )}
    </>
  );
}

/** What is happening now. */
function Live() {
  const { ask } = useDesk();
  const { data } = useQuery({
    queryKey: ['report', 'live'],
    queryFn: () => ask<LiveReport>('/reports/live'),
    refetchInterval: 10_000,
  });
  const now = data?.open.reduce((sum, { sessions }) => sum + sessions, 0);
  return (
    <dl className="counters" aria-label={words.now}>
      {[
        [words.inCheckout, now],
        [words.openedLastHour, data?.last_hour.opened],
        [words.boughtLastHour, data?.last_hour.completed],
        [words.lostLastHour, data?.last_hour.lost],
      ].map(([name, value]) => (
        <div key={name}>
          <dt className="muted">{name}</dt>
          <dd>{value ?? '…'}</dd>
        </div>
      ))}
    </dl>
  );
}

function Funnel({ span, days }: { span: Span; days: number }) {
  const report = useReport<FunnelReport>('funnel', span);
  const { data } = report;
  const steps = byStep(data?.data ?? []);
  return (
    <section aria-labelledby="funnel">
      <header className="section-head">
        <h2 id="funnel">{words.whereLost}</h2>
        <Csv path={pathOf('funnel', span)} name="funnel.csv" />
      </header>
      <ListState query={report} isEmpty={steps.length === 0} empty={<NothingYet />}>
        {data && (
          <>
            <p>
              {words.boughtOf(data.completed_sessions, data.opened_sessions)}{' '}
              <strong>{share(part(data.completed_sessions, data.opened_sessions), LOCALE)}</strong>{' '}
              {data.previous_opened_sessions > 0 && (
                <span className="muted">
                  {words.before(
                    days,
                    share(part(data.previous_completed_sessions, data.previous_opened_sessions), LOCALE),
                  )}
                </span>
              )}
            </p>
            <FunnelBars
              steps={steps}
              opened={data.opened_sessions}
              bought={data.completed_sessions}
              boughtBefore={data.previous_completed_sessions}
            />
            {data.lag.seconds > 30 && (
              <p className="mark warn" role="status">
                {words.behind(Math.round(data.lag.seconds))}
              </p>
            )}
          </>
        )}
      </ListState>
    </section>
  );
}

const part = (of: number, all: number): number | null => (all === 0 ? null : of / all);

/** Which channel and step is worst: drop-off or time. */
function Places({ span, address }: { span: Span; address: Address }) {
  const [shown, setShown] = useState<'drop_off' | 'p50' | 'p90'>('drop_off');
  const funnel = useReport<FunnelReport>('funnel', span);
  const times = useReport<{ data: TimesRow[] }>('times', span);
  const rows: FunnelRow[] = funnel.data?.data ?? [];
  if (rows.length === 0) return null;
  return (
    <section aria-labelledby="places">
      <header className="section-head">
        <h2 id="places">{words.byPlace}</h2>
        <SegmentedControl
          size="xs"
          aria-label={words.shown}
          value={shown}
          onChange={(value) => setShown(value as typeof shown)}
          data={[
            { value: 'drop_off', label: words.dropOff },
            { value: 'p50', label: words.half },
            { value: 'p90', label: words.slowest },
          ]}
        />
        <Csv path={pathOf('times', span)} name="times.csv" />
      </header>
      <HeatTable
        shown={shown}
        rows={rows}
        times={times.data?.data ?? []}
        href={(channel, step) => hrefWith(address, { lost: `any ${step} ${channel}` })}
      />
      <p className="muted">{shown === 'drop_off' ? words.dropOffMore : words.timesMore}</p>
    </section>
  );
}

/** What to mend first: the dearest at the top. */
function Frictions({ span, address }: { span: Span; address: Address }) {
  const report = useReport<{ data: FrictionRow[] }>('friction', span);
  const rows = report.data?.data ?? [];
  return (
    <section aria-labelledby="friction">
      <header className="section-head">
        <h2 id="friction">{words.whatFirst}</h2>
        <Csv path={pathOf('friction', span)} name="friction.csv" />
      </header>
      <ListState query={report} isEmpty={rows.length === 0} empty={<p className="muted">{words.nobodyLost}</p>}>
        <Table.ScrollContainer minWidth={640} tabIndex={0} role="region" aria-label={words.tableOf(words.whatFirst)}>
          <Table highlightOnHover verticalSpacing={6} className="rows">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{words.reason}</Table.Th>
                <Table.Th>{words.step}</Table.Th>
                <Table.Th>{words.channel}</Table.Th>
                <Table.Th className="amount">{words.sessions}</Table.Th>
                <Table.Th className="amount">{words.change}</Table.Th>
                <Table.Th className="amount">{words.moneyLost}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map((row) => (
                <Table.Tr key={`${row.reason} ${row.step} ${row.channel_id} ${row.currency}`}>
                  <Table.Td>
                    <RowLink href={hrefWith(address, { lost: `${row.reason} ${row.step} ${row.channel_id}` })}>
                      {REASON[row.reason] ?? row.reason}
                    </RowLink>
                  </Table.Td>
                  <Table.Td>{STEP[row.step] ?? row.step}</Table.Td>
                  <Table.Td>{row.channel_id}</Table.Td>
                  <Table.Td className="amount">{row.sessions}</Table.Td>
                  <Table.Td className="amount">{change(row.sessions, row.previous_sessions, LOCALE)}</Table.Td>
                  <Table.Td className="amount">
                    <Estimated row={row} />
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
        <p className="muted">{words.estimateMore}</p>
      </ListState>
    </section>
  );
}

/** Where pages saw buyers struggle; nothing of what they typed. */
function Fields({ span }: { span: Span }) {
  const report = useReport<{ data: FieldRow[] }>('fields', span);
  const rows = report.data?.data ?? [];
  return (
    <section aria-labelledby="fields">
      <header className="section-head">
        <h2 id="fields">{words.byField}</h2>
        <Csv path={pathOf('fields', span)} name="fields.csv" />
      </header>
      <ListState query={report} isEmpty={rows.length === 0} empty={<p className="muted">{words.noFields}</p>}>
        <FieldTable rows={rows} />
        <p className="muted">{words.fieldsMore}</p>
      </ListState>
    </section>
  );
}

function Estimated({ row: { estimate, currency } }: { row: FrictionRow }) {
  if (!estimate || estimate.comparable === 0) return <span className="muted">{words.notKnown}</span>;
  return (
    <>
      <Amount minor={estimate.lost_minor} currency={currency} />
      <small className="muted">
        <Amount minor={estimate.low_minor} currency={currency} /> –{' '}
        <Amount minor={estimate.high_minor} currency={currency} />
      </small>
    </>
  );
}

/** The sessions behind a number. */
function LostSessions({ span, address, lost }: { span: Span; address: Address; lost: string }) {
  const [reason = 'any', step = '', channel = ''] = lost.split(' ');
  const more = { outcome: 'lost', step, channel, ...(reason === 'any' ? {} : { reason }) };
  const report = usePagedReport<FunnelSession>('sessions', span, more);
  const rows = report.data?.pages.flatMap(({ data }) => data) ?? [];
  return (
    <section aria-labelledby="lost-sessions">
      <p>
        <RowLink href={hrefWith(address, { lost: null, session: null })}>{words.backToFunnel}</RowLink>
      </p>
      <header className="section-head">
        <h2 id="lost-sessions">
          {reason === 'any' ? words.lostIn(STEP[step as never] ?? step, channel) : (REASON[reason] ?? reason)}
        </h2>
        <Csv path={pathOf('sessions', span, more)} name="sessions.csv" />
      </header>
      <ListState query={report} isEmpty={rows.length === 0} empty={<Empty title={words.nobodyLost}>{null}</Empty>}>
        <Table.ScrollContainer minWidth={640} tabIndex={0} role="region" aria-label={words.sessions}>
          <Table highlightOnHover verticalSpacing={6} className="rows">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{words.started}</Table.Th>
                <Table.Th>{words.lastSign}</Table.Th>
                <Table.Th>{words.channel}</Table.Th>
                <Table.Th>{words.step}</Table.Th>
                <Table.Th>{words.reason}</Table.Th>
                <Table.Th className="amount">{words.total}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map((row) => (
                <Table.Tr key={row.session_id}>
                  <Table.Td>
                    <RowLink href={hrefWith(address, { session: row.session_id })}>
                      {moment(row.opened_at, LOCALE)}
                    </RowLink>
                  </Table.Td>
                  <Table.Td>{moment(row.active_at, LOCALE)}</Table.Td>
                  <Table.Td>{row.channel_id}</Table.Td>
                  <Table.Td>{STEP[row.step] ?? row.step}</Table.Td>
                  <Table.Td>{row.reason ? (REASON[row.reason] ?? row.reason) : ''}</Table.Td>
                  <Table.Td>
                    <Amount minor={row.total_minor} currency={row.currency} />
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
        <ShowMore list={report} />
      </ListState>
    </section>
  );
}

function NothingYet() {
  return (
    <Empty title={words.noFunnel}>
      <p>{words.noFunnelMore}</p>
      <a href="/store/">{words.store}</a>
    </Empty>
  );
}
