export interface Experiment {
  id: string;
  name: string;
  hypothesis: string;
  varies: string;
  arms: { name: string }[];
  channels: string[] | null;
  state: 'draft' | 'running' | 'stopped';
  aa_test: boolean;
  conclusion: string | null;
  started_at: string | null;
  stopped_at: string | null;
}

export interface Guardrail {
  metric: string;
  limit_percent: number;
  state: 'open' | 'held' | 'broken';
}

/** An arm, and how it differs from the control: shares, so 0.03 is three percentage points. */
export interface Arm {
  name: string;
  control: boolean;
  units: number;
  counted: number;
  completed: number;
  rate: number | null;
  difference: { value: number; low: number; high: number; p_value: number } | null;
  guardrails: Guardrail[];
}

export interface ExperimentReport {
  arms: Arm[];
  sample_ratio: { ok: boolean; text: string };
  progress: { units_needed_per_arm: number | null; days_left: number | null };
  decision: { may_decide: boolean; code: string; arm: string | null; text: string };
}

/** "+1.2 points" of 0.012. */
export function points(difference: number, locale: string): string {
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 1, signDisplay: 'exceptZero' });
  return `${number.format(difference * 100)} points`;
}

/** Where something stands between two ends, in percent; at an end when it lies beyond. */
export const placeIn = (value: number, low: number, high: number): number =>
  Math.min(100, Math.max(0, (100 * (value - low)) / (high - low)));

/** The reach of a plot: symmetric around no difference, and never so small that noise fills it. */
export function reachOf(arms: Arm[]): number {
  const ends = arms.flatMap(({ difference }) => (difference ? [difference.low, difference.high] : []));
  return Math.max(0.02, ...ends.map(Math.abs)) * 1.1;
}
