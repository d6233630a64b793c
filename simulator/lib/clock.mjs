import { setMaxListeners } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';

/** People's time: think times go by faster with the speed, and at once when everybody is to finish. */
export class Clock {
  #speed;
  #hurry = new AbortController();

  constructor(speed = 1) {
    this.#speed = speed;
    setMaxListeners(0, this.#hurry.signal); // everybody listens
  }

  /** So many seconds of somebody's life. */
  live(seconds) {
    return this.rest(seconds / this.#speed);
  }

  /** So many seconds by our own clock, cut short when everybody is to finish. */
  async rest(seconds) {
    if (this.#hurry.signal.aborted) return;
    await pause(seconds * 1000, undefined, { signal: this.#hurry.signal }).catch(() => {});
  }

  /** So many seconds by our own clock, come what may: what the server has asked for. */
  static wait(seconds) {
    return pause(seconds * 1000);
  }

  hurry() {
    this.#hurry.abort();
  }

  get hurrying() {
    return this.#hurry.signal.aborted;
  }
}
