/** Today until now, and the same day of last week until the same time; whole hours where reports want them. */
export interface Days {
  today: { from: string; to: string; until: string };
  before: { from: string; floor: string; ceiling: string; until: string };
  /** How much of the running hour has passed, from 0 to 1. */
  passed: number;
}

export interface Counted {
  opened: number;
  completed: number;
}

const HOUR_MS = 3_600_000;
const WEEK_MS = 7 * 24 * HOUR_MS;

export function daysAround(nowMs: number): Days {
  const midnight = new Date(nowMs);
  midnight.setHours(0, 0, 0, 0);
  const begins = Math.floor(midnight.getTime() / HOUR_MS) * HOUR_MS;
  const floor = Math.floor(nowMs / HOUR_MS) * HOUR_MS;
  const at = (ms: number) => new Date(ms).toISOString();
  return {
    today: { from: at(begins), to: at(floor + HOUR_MS), until: at(nowMs) },
    before: {
      from: at(begins - WEEK_MS),
      floor: at(floor - WEEK_MS),
      ceiling: at(floor + HOUR_MS - WEEK_MS),
      until: at(nowMs - WEEK_MS),
    },
    passed: (nowMs - floor) / HOUR_MS,
  };
}

/** Reports count whole hours; of the hour that runs now, last week's is counted by the share that has passed. */
export const untilNow = (floor: Counted, ceiling: Counted, passed: number): Counted => ({
  opened: Math.round(floor.opened + passed * (ceiling.opened - floor.opened)),
  completed: Math.round(floor.completed + passed * (ceiling.completed - floor.completed)),
});

/** What was sold between two times, by currency: sales are a credit, so the balance goes down by them. */
export function soldBetween(
  from: { account: string; currency: string; amount_minor: number }[],
  until: { account: string; currency: string; amount_minor: number }[],
): Map<string, number> {
  const sold = new Map<string, number>();
  const add = (rows: typeof from, sign: number) => {
    for (const { account, currency, amount_minor } of rows) {
      if (account === 'sales') sold.set(currency, (sold.get(currency) ?? 0) + sign * amount_minor);
    }
  };
  add(from, 1);
  add(until, -1);
  return sold;
}

/** The average of what was bought, or null when nothing was. */
export const basketOf = (soldMinor: number, orders: number): number | null =>
  orders === 0 ? null : Math.round(soldMinor / orders);
