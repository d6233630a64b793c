import { Group, NativeSelect } from '@mantine/core';
import { moment } from '../shared/dates';
import { type Address, go, hrefWith } from './address';
import { ChannelFilter } from './ChannelFilter';
import { Csv } from './Csv';
import { Empty, ListState, LOCALE, ShowMore } from './parts';
import { RowLink } from './RowLink';
import { Rows } from './Rows';
import { daysOf, PERIODS, pathOf, type Span, share, spanOf, useReport } from './reports';
import { rowsOf, useDesk, useList } from './staff';
import { useMinute } from './useMinute';
import { words } from './words';

interface FeedbackReport {
  count: number;
  average: number | null;
  scores: number[] | Record<string, number>;
  data: { channel_id: string; week: string; count: number; average: number | null }[];
}

interface Given {
  order_id: string;
  channel_id: string;
  question: string;
  score: number;
  text: string | null;
  given_at: string;
}

/** How easy buyers found it, in numbers and in their words. */
export function FeedbackPage({ address }: { address: Address }) {
  const days = daysOf(address.parameters.get('days') ?? '28');
  const span = spanOf(days, null, useMinute());
  const { staff } = useDesk();
  const readsWords = staff.roles.some((role) => role === 'manager' || role === 'admin');
  return (
    <>
      <Group component="search" gap="sm" align="end" className="filters">
        <NativeSelect
          label={words.period}
          value={String(days)}
          data={PERIODS.map((it) => ({ value: String(it), label: words.lastDays(it) }))}
          onChange={(event) => go(hrefWith(address, { days: event.currentTarget.value }))}
        />
        <ChannelFilter address={address} channel={address.parameters.get('channel')} />
      </Group>
      <Scores span={span} channel={address.parameters.get('channel')} />
      {readsWords && <Said address={address} />}
    </>
  );
}

function Scores({ span, channel }: { span: Span; channel: string | null }) {
  const report = useReport<FeedbackReport>('feedback', span);
  const { data } = report;
  const scores = [1, 2, 3, 4, 5].map((score) => ({ score, count: countOf(data?.scores, score) }));
  const rows = (data?.data ?? []).filter(({ channel_id }) => !channel || channel_id === channel);
  const most = Math.max(1, ...scores.map(({ count }) => count));
  return (
    <section aria-labelledby="scores">
      <header className="section-head">
        <h2 id="scores">{words.howEasy}</h2>
        <Csv path={pathOf('feedback', span)} name="feedback.csv" />
      </header>
      <ListState
        query={report}
        isEmpty={(data?.count ?? 0) === 0}
        empty={
          <Empty title={words.noFeedback}>
            <p>{words.noFeedbackMore}</p>
            <RowLink href="/admin/channels">{words.pages.channels}</RowLink>
          </Empty>
        }
      >
        {data && (
          <>
            <p>{words.feedbackSum(data.count, data.average ?? 0)}</p>
            <table className="scores">
              <caption className="unseen">{words.howEasy}</caption>
              <tbody>
                {scores.map(({ score, count }) => (
                  <tr key={score}>
                    <th scope="row">{words.score(score)}</th>
                    <td className="score-bar">
                      <i className="kept" style={{ width: `${(100 * count) / most}%` }} />
                    </td>
                    <td className="amount">
                      {count} <span className="muted">{share(data.count ? count / data.count : null, LOCALE)}</span>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
            <Rows
              name={words.byWeek}
              rows={rows}
              keyOf={(it) => `${it.week} ${it.channel_id}`}
              columns={[
                { title: words.week, cell: (it) => it.week },
                { title: words.channel, cell: (it) => it.channel_id },
                { title: words.answers, amount: true, cell: (it) => it.count },
                { title: words.average, amount: true, cell: (it) => it.average?.toFixed(1) ?? words.nothing },
              ]}
            />
          </>
        )}
      </ListState>
    </section>
  );
}

/** How often a score was given, by a list from 1 on or by its name. */
const countOf = (scores: FeedbackReport['scores'] | undefined, score: number): number =>
  (Array.isArray(scores) ? scores[score - 1] : scores?.[String(score)]) ?? 0;

function Said({ address }: { address: Address }) {
  const list = useList<Given>('feedback', {});
  const rows = rowsOf(list);
  return (
    <section aria-labelledby="said">
      <h2 id="said">{words.theirWords}</h2>
      <ListState query={list} isEmpty={rows.length === 0} empty={<p className="muted">{words.noWords}</p>}>
        <Rows
          name={words.theirWords}
          rows={rows}
          keyOf={(it) => it.order_id}
          columns={[
            {
              title: words.given,
              cell: (it) => (
                <RowLink href={hrefWith(address, { order: it.order_id })}>{moment(it.given_at, LOCALE)}</RowLink>
              ),
            },
            { title: words.channel, cell: (it) => it.channel_id },
            { title: words.scoreWord, amount: true, cell: (it) => it.score },
            { title: words.why, wraps: true, cell: (it) => it.text },
          ]}
        />
        <ShowMore list={list} />
      </ListState>
    </section>
  );
}
