/** Compares what actors believe with what OneTill says. Pure: all that is asked for is asked for elsewhere. */

/** Why somebody went for nothing that a server can see, in the words of the product. */
const NONE = 'unknown';
const PAID = new Set(['captured', 'authorized', 'pending']);
const AT_PROVIDER = 'stripe';

/** What is wrong with one session, in sentences; nothing when truth and server agree. */
export function differences(line, seen) {
  if (!line.session_id) return [];
  if (!seen.session) return [`${name(line)} is not known to the server`];
  const wrong = [];
  if (line.wrong) wrong.push(`${name(line)}: ${line.error}`);
  wrong.push(...outcome(line, seen), ...money(line, seen));
  return wrong;
}

const name = (line) => `session ${line.session_id} (${line.actor}, ${line.way})`;

function outcome(line, { session, timeline }) {
  const wrong = [];
  const completed = session.status === 'completed';
  if (line.outcome === 'bought' && !completed) wrong.push(`${name(line)} was bought, and is ${session.status}`);
  if (line.outcome === 'lost' && completed) wrong.push(`${name(line)} was left, and is completed`);
  if (session.status === 'complete_in_progress') wrong.push(`${name(line)} is still being paid`);
  if (timeline && (timeline.outcome === 'completed') !== completed) {
    wrong.push(`${name(line)} is ${session.status}, and ${timeline.outcome} in the funnel`);
  }
  if (line.outcome === 'bought' && completed) {
    if (session.total_minor !== line.total_minor)
      wrong.push(`${name(line)} cost ${line.total_minor}, and ${session.total_minor} now`);
    if (session.order?.number !== line.order_number) {
      wrong.push(`${name(line)} is order ${line.order_number}, and ${session.order?.number} now`);
    }
  }
  return wrong;
}

/** An order is paid once and wholly; what is no order has no money. */
function money(line, { session, order, charged_minor }) {
  const wrong = [];
  if (!order) {
    if (charged_minor > 0) wrong.push(`${name(line)} has no order, and the provider has taken ${charged_minor}`);
    return wrong;
  }
  if (order.session_id !== session.id) wrong.push(`${name(line)} has the order of session ${order.session_id}`);
  if (order.total_minor !== session.total_minor)
    wrong.push(`${name(line)} is ${session.total_minor}, its order ${order.total_minor}`);
  const paid = order.payments.filter((it) => PAID.has(it.state));
  const sum = paid.reduce((total, it) => total + it.amount_minor, 0);
  if (sum !== order.total_minor) wrong.push(`${name(line)} costs ${order.total_minor}, and ${sum} was paid`);
  const ofProvider = paid.filter((it) => it.provider === AT_PROVIDER).reduce((total, it) => total + it.amount_minor, 0);
  if (charged_minor !== undefined && charged_minor !== ofProvider) {
    wrong.push(`${name(line)} has ${ofProvider} by card, and the provider has taken ${charged_minor}`);
  }
  return wrong;
}

/** Two sessions with one order, and orders that nobody among the actors placed. */
export function strangers(lines, sessions) {
  const ours = new Set(lines.map((it) => it.session_id).filter(Boolean));
  return sessions
    .filter((it) => !ours.has(it.id))
    .map(
      (it) =>
        `session ${it.id} of channel ${it.channel?.id ?? it.channel} is ${it.status}, and none of the actors opened it`,
    );
}

/** Order numbers that were given out more than once. */
export function doubles(orders) {
  const counts = new Map();
  for (const { number } of orders) counts.set(number, (counts.get(number) ?? 0) + 1);
  return [...counts].filter(([, count]) => count > 1).map(([number, count]) => `order ${number} exists ${count} times`);
}

/** Rows of a report that break the law of the funnel. */
export function lawless(rows) {
  return rows
    .filter(
      ({ numbers: it }) => it.entered !== it.advanced + it.waiting + it.lost || Object.values(it).some((n) => n < 0),
    )
    .map(({ step, channel_id, at, numbers: it }) => {
      const place = [channel_id, step, at].filter(Boolean).join('/');
      return `${place}: entered ${it.entered} is not advanced ${it.advanced} + waiting ${it.waiting} + lost ${it.lost}`;
    });
}

/**
 * How well the server knows why buyers went: of those the server counts as lost, by reason of the truth or the server.
 *
 * @param pairs `{line, timeline}` of sessions that were lost in truth and by the server
 * @return rows with `reason`, how many went for it, how many the server says did, how many of these are right
 */
export function reasonTable(pairs) {
  const rows = new Map();
  const row = (reason) => {
    if (!rows.has(reason)) rows.set(reason, { reason, truth: 0, said: 0, right: 0 });
    return rows.get(reason);
  };
  for (const { line, timeline } of pairs) {
    const truth = line.reason ?? NONE;
    const said = timeline.reason ?? NONE;
    row(truth).truth += 1;
    row(said).said += 1;
    if (truth === said) row(truth).right += 1;
  }
  return [...rows.values()].sort((a, b) => b.truth - a.truth || (a.reason < b.reason ? -1 : 1));
}

/**
 * Of those who went for a reason, how many have it (coverage); of those said to have one, how many had it (precision). Those whose
 * reason the server is known not to see are left out: they are in the table, and are no news.
 */
export function quality(pairs) {
  const table = reasonTable(pairs.filter(({ line }) => line.visible !== false));
  const known = table.filter((it) => it.reason !== NONE);
  const sum = (of) => known.reduce((total, it) => total + it[of], 0);
  return { coverage: share(sum('right'), sum('truth')), precision: share(sum('right'), sum('said')) };
}

/** In percent; 100 where there is nothing to be right or wrong about. */
export const share = (part, whole) => (whole === 0 ? 100 : (100 * part) / whole);
