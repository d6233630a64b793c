import { useQuery } from '@tanstack/react-query';
import type { EventData, LedgerAccounts, OrderSummary, Page } from '../../shared/api';
import { moment, timeOfDay } from '../../shared/dates';
import { money } from '../../shared/money';
import { type Address, hrefWith } from '../address';
import { useTold } from '../news';
import { Aged, Amount, Empty, Failed, ListState, LOCALE, Loading } from '../parts';
import { RowLink } from '../RowLink';
import { change, type FrictionRow, type FunnelReport, type LiveReport, share, spanOf, useReport } from '../reports';
import { useDesk } from '../staff';
import { useMinute } from '../useMinute';
import { words as common, EVENT, REASON, STEP } from '../words';
import { basketOf, type Counted, daysAround, soldBetween, untilNow } from './today';
import { words } from './words';

const FRICTIONS = 3;
const TOLD = 12;

/** How today goes, what to mend first, and what happens right now. */
export function HomePage({ address }: { address: Address }) {
  return (
    <>
      <Today />
      <Now />
      <div className="halves">
        <Worst address={address} />
        <Ticker address={address} />
      </div>
    </>
  );
}

interface Numbers {
  now: Counted;
  before: Counted;
  sold: Map<string, number> | null;
  soldBefore: Map<string, number> | null;
}

function useToday() {
  const { ask, staff } = useDesk();
  const minute = useMinute();
  const days = daysAround(minute);
  const readsBooks = staff.roles.some((role) => role === 'manager' || role === 'admin');
  const counted = async (from: string, to: string): Promise<Counted> => {
    if (from === to) return { opened: 0, completed: 0 };
    const it = await ask<FunnelReport>(`/reports/funnel?${new URLSearchParams({ from, to, by: 'step' })}`);
    return { opened: it.opened_sessions, completed: it.completed_sessions };
  };
  const accounts = async (at: string) =>
    (await ask<LedgerAccounts>(`/ledger/accounts?${new URLSearchParams({ as_of: at })}`)).data;
  const query = useQuery({
    queryKey: ['today', days.today.until],
    queryFn: async (): Promise<Numbers> => {
      const { today, before, passed } = days;
      const [now, floor, ceiling] = await Promise.all([
        counted(today.from, today.to),
        counted(before.from, before.floor),
        counted(before.from, before.ceiling),
      ]);
      const [a, b, c, d] = readsBooks
        ? await Promise.all([
            accounts(today.from),
            accounts(new Date().toISOString()),
            accounts(before.from),
            accounts(before.until),
          ])
        : [];
      return {
        now,
        before: untilNow(floor, ceiling, passed),
        sold: a && b ? soldBetween(a, b) : null,
        soldBefore: c && d ? soldBetween(c, d) : null,
      };
    },
    placeholderData: (earlier) => earlier,
    refetchInterval: 30_000,
  });
  return { query, lastWeek: days.before.until };
}

function Today() {
  const { query, lastWeek } = useToday();
  const { data, error } = query;
  const day = new Intl.DateTimeFormat(LOCALE, { weekday: 'long', day: 'numeric', month: 'long' }).format(
    new Date(lastWeek),
  );
  return (
    <section aria-labelledby="today">
      <header className="section-head">
        <h2 id="today">{words.today}</h2>
        <span className="muted">{words.todayMore(day)}</span>
      </header>
      {error && <Failed error={error} onRetry={() => void query.refetch()} />}
      {error && data && <Aged at={query.dataUpdatedAt} />}
      {!data && !error && <Loading rows={2} />}
      {data && <Four numbers={data} />}
      {data && <p className="muted small">{words.hoursMore}</p>}
    </section>
  );
}

function Four({ numbers: { now, before, sold, soldBefore } }: { numbers: Numbers }) {
  const currencies = [...new Set([...(sold?.keys() ?? []), ...(soldBefore?.keys() ?? [])])].sort();
  const [main = 'EUR'] = currencies.toSorted((a, b) => (sold?.get(b) ?? 0) - (sold?.get(a) ?? 0));
  const soldNow = sold?.get(main) ?? 0;
  const soldThen = soldBefore?.get(main) ?? 0;
  const others = currencies.filter((it) => it !== main && sold?.get(it));
  const part = ({ completed, opened }: Counted) => (opened === 0 ? null : completed / opened);
  const [rate, rateBefore] = [part(now), part(before)];
  const [basket, basketBefore] = [basketOf(soldNow, now.completed), basketOf(soldThen, before.completed)];
  const inMoney = (minor: number) => money(minor, main, LOCALE);
  return (
    <dl className="counters">
      <Figure
        name={words.sales}
        more={words.salesMore}
        value={sold ? inMoney(soldNow) : '–'}
        beside={sold ? others.map((it) => money(sold.get(it) ?? 0, it, LOCALE)).join(' · ') : words.needsBooks}
        before={soldThen === 0 ? null : inMoney(soldThen)}
        difference={`${soldNow >= soldThen ? '+' : '−'}${inMoney(Math.abs(soldNow - soldThen))}, ${change(soldNow, soldThen, LOCALE)}`}
        better={against(soldNow, soldThen)}
      />
      <Figure
        name={words.orders}
        value={String(now.completed)}
        before={before.completed === 0 ? null : String(before.completed)}
        difference={`${signed(now.completed - before.completed)}, ${change(now.completed, before.completed, LOCALE)}`}
        better={against(now.completed, before.completed)}
      />
      <Figure
        name={words.conversion}
        more={words.conversionMore}
        value={share(rate, LOCALE)}
        before={rateBefore === null ? null : share(rateBefore, LOCALE)}
        difference={words.points(signed(Math.round(100 * ((rate ?? 0) - (rateBefore ?? 0)))))}
        better={against(rate ?? 0, rateBefore ?? 0)}
      />
      <Figure
        name={words.basket}
        value={sold && basket !== null ? inMoney(basket) : '–'}
        before={basketBefore === null || soldThen === 0 ? null : inMoney(basketBefore)}
        difference={change(basket ?? 0, basketBefore ?? 0, LOCALE)}
        better={against(basket ?? 0, basketBefore ?? 0)}
      />
    </dl>
  );
}

const against = (now: number, before: number): boolean | null => (now === before ? null : now > before);

const signed = (number: number): string => new Intl.NumberFormat(LOCALE, { signDisplay: 'exceptZero' }).format(number);

interface FigureProps {
  name: string;
  more?: string;
  value: string;
  beside?: string;
  before: string | null;
  difference: string;
  better: boolean | null;
}

function Figure({ name, more, value, beside, before, difference, better }: FigureProps) {
  return (
    <div>
      <dt>
        {name} {more && <span className="muted small">{more}</span>}
      </dt>
      <dd>
        {value}
        {beside && <span className="muted small block">{beside}</span>}
        {before === null ? (
          <span className="muted small block">{words.nothingBefore}</span>
        ) : (
          <span className="small block">
            <span className={`mark ${better === null ? 'muted' : better ? 'ok' : 'bad'}`}>
              {better === null ? '=' : better ? '▲' : '▼'} {difference}
            </span>{' '}
            <span className="muted">{words.lastWeek(before)}</span>
          </span>
        )}
      </dd>
    </div>
  );
}

function Now() {
  const { ask } = useDesk();
  const query = useQuery({
    queryKey: ['report', 'live'],
    queryFn: () => ask<LiveReport>('/reports/live'),
    refetchInterval: 5_000,
  });
  const { data, error } = query;
  const open = data?.open ?? [];
  const steps = Object.entries(STEP).map(([step, name]) => ({
    name,
    sessions: open.filter((it) => it.step === step).reduce((sum, it) => sum + it.sessions, 0),
  }));
  const five = data?.last_five_minutes;
  return (
    <section aria-labelledby="now">
      <h2 id="now">{words.now}</h2>
      {error && <Failed error={error} onRetry={() => void query.refetch()} />}
      {error && data && <Aged at={query.dataUpdatedAt} />}
      <dl className="counters narrow">
        <div>
          <dt className="muted">{words.inCheckout}</dt>
          <dd>{data ? open.reduce((sum, it) => sum + it.sessions, 0) : '…'}</dd>
        </div>
        {steps
          .filter(({ sessions, name }) => sessions > 0 || name !== STEP.paid)
          .map(({ name, sessions }) => (
            <div key={name}>
              <dt className="muted">{name}</dt>
              <dd>{data ? sessions : '…'}</dd>
            </div>
          ))}
        <div>
          <dt className="muted">{words.fiveMinutes}</dt>
          <dd className="said">
            {five ? [words.opened(five.opened), words.bought(five.completed), words.lost(five.lost)].join(' · ') : '…'}
          </dd>
        </div>
      </dl>
    </section>
  );
}

function Worst({ address }: { address: Address }) {
  const report = useReport<{ data: FrictionRow[] }>('friction', spanOf(7, null, useMinute()));
  const rows = (report.data?.data ?? []).slice(0, FRICTIONS);
  const { parameters } = address;
  return (
    <section aria-labelledby="worst">
      <header className="section-head">
        <h2 id="worst">{words.worst}</h2>
        <RowLink href="/admin/funnel?days=7">{words.all}</RowLink>
      </header>
      <p className="muted">{words.worstMore}</p>
      <ListState query={report} isEmpty={rows.length === 0} empty={<p className="muted">{words.noFrictions}</p>}>
        <ol className="worst">
          {rows.map((row) => (
            <li key={`${row.reason} ${row.step} ${row.channel_id} ${row.currency}`}>
              <RowLink
                href={hrefWith(
                  { named: 'funnel', parameters },
                  { days: '7', lost: `${row.reason} ${row.step} ${row.channel_id}` },
                )}
              >
                {REASON[row.reason] ?? row.reason}
              </RowLink>{' '}
              <span className="muted">
                {STEP[row.step] ?? row.step}, {row.channel_id} · {words.lost(row.sessions)} (
                {change(row.sessions, row.previous_sessions, LOCALE)})
              </span>
              <strong className="amount">
                {row.estimate && row.estimate.comparable > 0 ? (
                  <Amount minor={row.estimate.lost_minor} currency={row.currency} />
                ) : (
                  <Amount minor={row.value_minor} currency={row.currency} />
                )}
              </strong>
            </li>
          ))}
        </ol>
      </ListState>
    </section>
  );
}

/** What the stream tells; before it has told anything, the last orders. */
function Ticker({ address }: { address: Address }) {
  const { ask } = useDesk();
  const told = useTold().filter(({ type }) => EVENT[type]);
  const orders = useQuery({
    queryKey: ['orders', 'last'],
    queryFn: () => ask<Page<OrderSummary>>('/orders?limit=8'),
  });
  const earlier = orders.data?.data ?? [];
  const isFirst = told.length === 0 && earlier.length === 0;
  return (
    <section aria-labelledby="ticker">
      <header className="section-head">
        <h2 id="ticker">{words.ticker}</h2>
        <span role="status" className={`mark ${isFirst ? 'warn' : 'ok'}`}>
          {isFirst ? words.firstEventWaiting : `✓ ${words.firstEvent}`}
        </span>
      </header>
      <p className="muted">{words.tickerMore}</p>
      {isFirst && orders.isSuccess && (
        <Empty title={words.waiting}>
          <p>{words.waitingMore}</p>
          <p className="buttons">
            <a href="/store/">{common.store}</a> <RowLink href="/admin/keys">{words.makeKey}</RowLink>
          </p>
        </Empty>
      )}
      <ul className="ticker">
        {told.slice(0, TOLD).map((event) => (
          <Told key={event.id} event={event} address={address} />
        ))}
        {told.length === 0 &&
          earlier.map((order) => (
            <li key={order.id}>
              <time className="muted">{moment(order.placed_at, LOCALE)}</time>
              <RowLink href={hrefWith(address, { order: order.id })}>
                {EVENT['order.placed']} {order.number}
              </RowLink>
              <Amount minor={order.total_minor} currency={order.currency} />
            </li>
          ))}
      </ul>
    </section>
  );
}

function Told({ event, address }: { event: EventData; address: Address }) {
  const kind = event.aggregate_type === 'order' ? 'order' : 'session';
  return (
    <li>
      <time className="muted">{timeOfDay(event.occurred_at, LOCALE)}</time>
      <RowLink href={hrefWith(address, { [kind]: event.aggregate_id })}>
        {EVENT[event.type]} <span className="muted">{event.channel_id}</span>
      </RowLink>
      {event.total_minor !== null && event.currency && <Amount minor={event.total_minor} currency={event.currency} />}
    </li>
  );
}
