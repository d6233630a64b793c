/** What has come of the sessions so far, and what was refused on the way. */
export class Tally {
  started = 0;
  outcomes = { bought: 0, lost: 0, browsed: 0, unsure: 0, failed: 0 };
  problems = new Map();
  takenMinor = 0;
  reasons = new Map();

  problem(type) {
    this.problems.set(type, (this.problems.get(type) ?? 0) + 1);
  }

  begun() {
    this.started += 1;
  }

  over({ outcome, reason, total_minor }) {
    this.outcomes[outcome] += 1;
    if (outcome === 'bought') this.takenMinor += total_minor;
    if (outcome === 'lost') this.reasons.set(reason ?? 'none', (this.reasons.get(reason ?? 'none') ?? 0) + 1);
  }

  get open() {
    return this.started - Object.values(this.outcomes).reduce((sum, it) => sum + it, 0);
  }

  /** One line for whoever watches. */
  line() {
    const outcomes = Object.entries(this.outcomes).map(([name, count]) => `${name} ${count}`);
    return [`sessions ${this.started}`, `open ${this.open}`, ...outcomes].join('  ') + refusals(this.problems);
  }

  /** All of it, at the end. */
  summary() {
    const reasons = [...this.reasons].sort(([, a], [, b]) => b - a).map(([reason, count]) => `${reason} ${count}`);
    return [
      this.line(),
      `taken ${(this.takenMinor / 100).toFixed(2)} EUR`,
      reasons.length > 0 ? `lost for: ${reasons.join(', ')}` : 'nobody was lost',
    ].join('\n');
  }
}

function refusals(problems) {
  if (problems.size === 0) return '';
  const told = [...problems].sort(([, a], [, b]) => b - a).map(([type, count]) => `${type} ${count}`);
  return `  | ${told.join(', ')}`;
}
