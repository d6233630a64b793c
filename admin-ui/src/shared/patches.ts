import type { Session, SessionPatch } from './api';
import { backoffMs, NoAnswer, Problem, wait } from './http';

export interface Wire {
  send(patch: SessionPatch, revision: number): Promise<Session>;
  revision(): number;
  onSession(session: Session): void;
  /** The server refused this change. */
  onRefused(problem: Problem, patch: SessionPatch): void;
  onConnection(up: boolean): void;
}

/**
 * The changes of one shopper, sent one after the other. What comes together while one is on its way travels
 * together; what is lost on the way is sent again; what somebody else overtook is sent once more on top of theirs.
 */
export class Patches {
  #pending: SessionPatch | null = null;
  #running: Promise<void> | null = null;
  #wake: () => void = () => {};
  #dropped = 0;

  constructor(
    private readonly wire: Wire,
    private readonly pause: (ms: number) => Promise<void> = wait,
  ) {}

  add(patch: SessionPatch): void {
    this.#pending = merged(this.#pending, patch);
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
    });
  }

  get busy(): boolean {
    return this.#running !== null;
  }

  /** When everything has been answered. */
  async settled(): Promise<void> {
    while (this.#running) await this.#running;
  }

  /** What is on its way or waits is meant no more: nothing of it is sent again, and what is answered to it is nobody's. */
  drop(): void {
    this.#dropped++;
    this.#pending = null;
    this.#wake();
  }

  /** The connection is back: do not wait any longer. */
  hurry(): void {
    this.#wake();
  }

  async #run(): Promise<void> {
    for (let attempt = 0; this.#pending; ) {
      const patch = this.#pending;
      this.#pending = null;
      const dropped = this.#dropped;
      try {
        const session = await this.#sent(patch);
        attempt = 0;
        this.wire.onConnection(true);
        if (dropped === this.#dropped) this.wire.onSession(session);
      } catch (error) {
        if (!(error instanceof NoAnswer) && !(error instanceof Problem && error.status >= 500)) {
          if (dropped === this.#dropped) this.#refuse(error, patch);
          continue;
        }
        this.wire.onConnection(false);
        if (dropped !== this.#dropped) continue;
        this.#pending = merged(patch, this.#pending);
        await Promise.race([this.pause(backoffMs(attempt++)), this.#woken()]);
      }
    }
  }

  async #sent(patch: SessionPatch): Promise<Session> {
    try {
      return await this.wire.send(patch, this.wire.revision());
    } catch (error) {
      const theirs = error instanceof Problem && error.status === 412 ? error.document.session : undefined;
      if (!theirs) throw error;
      this.wire.onSession(theirs);
      return this.wire.send(patch, theirs.revision);
    }
  }

  #refuse(error: unknown, patch: SessionPatch): void {
    if (!(error instanceof Problem)) throw error;
    if (error.document.session) this.wire.onSession(error.document.session);
    this.wire.onRefused(error, patch);
  }

  #woken(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}

/** Both changes as one; where they touch the same thing, the later one counts. */
export function merged(earlier: SessionPatch | null, later: SessionPatch | null): SessionPatch {
  const both: SessionPatch = { ...earlier, ...later };
  if (earlier?.buyer || later?.buyer) both.buyer = { ...earlier?.buyer, ...later?.buyer };
  if (earlier?.fulfillment || later?.fulfillment) {
    both.fulfillment = { ...earlier?.fulfillment, ...later?.fulfillment };
    if (earlier?.fulfillment?.address || later?.fulfillment?.address) {
      both.fulfillment.address = { ...earlier?.fulfillment?.address, ...later?.fulfillment?.address };
    }
  }
  return both;
}

/** What a change touches, as the server writes it: `fulfillment.address.city`. */
export function pathsOf(patch: object, above = ''): string[] {
  return Object.entries(patch).flatMap(([name, value]) =>
    typeof value === 'object' && value !== null ? pathsOf(value, `${above}${name}.`) : [`${above}${name}`],
  );
}
