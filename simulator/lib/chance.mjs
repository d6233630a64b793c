import { createHash } from 'node:crypto';

const WORD = 2 ** 32;

/**
 * Chance that can be repeated. Each name has a stream of its own, so that what one session draws changes nothing for any
 * other, however many numbers it takes.
 */
export class Chance {
  #words;

  constructor(seed, ...names) {
    const digest = createHash('sha256')
      .update([seed, ...names].join('/'))
      .digest();
    this.#words = [0, 4, 8, 12].map((at) => digest.readUInt32LE(at));
  }

  /** From 0 up to, and never, 1 (sfc32). */
  next() {
    const [a, b, c, d] = this.#words;
    const sum = (a + b + d) >>> 0;
    this.#words = [(b ^ (b >>> 9)) >>> 0, (c + (c << 3)) >>> 0, (((c << 21) | (c >>> 11)) + sum) >>> 0, (d + 1) >>> 0];
    return sum / WORD;
  }

  happens(probability) {
    return this.next() < probability;
  }

  pick(list) {
    return list[Math.floor(this.next() * list.length)];
  }

  /** One of the names, as often as its weight says. */
  weighted(weights) {
    const entries = Object.entries(weights);
    let left = this.next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [name, weight] of entries) {
      left -= weight;
      if (left < 0) return name;
    }
    return entries.at(-1)[0];
  }

  /** The time until the next of those that come so many in a second, and do not know of each other. */
  exponential(perSecond) {
    return -Math.log(1 - this.next()) / perSecond;
  }

  normal() {
    const radius = Math.sqrt(-2 * Math.log(1 - this.next()));
    return radius * Math.cos(2 * Math.PI * this.next());
  }

  /** How long people take: half of them less than the median, some much longer. */
  logNormal({ median, sigma }) {
    return median * Math.exp(sigma * this.normal());
  }
}
