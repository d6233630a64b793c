import type { CashDirection, CashKind, DenominationCount, Shift, ShiftReport } from '../shared/api';
import { call, Problem } from '../shared/http';
import { Wishes } from './wishes';

/** What is known of the drawer at this till. */
export interface DrawerState {
  /** The shift that is open; null when there is none, undefined until that is known. */
  shift: Shift | null | undefined;
  /** What was asked for: the X report of the open shift, or the Z report of the one that was closed a moment ago. */
  report: ShiftReport | null;
}

export const UNKNOWN: DrawerState = { shift: undefined, report: null };

export interface Movement {
  direction: CashDirection;
  kind: CashKind;
  amount_minor: number;
  reason: string;
}

interface Around {
  token: () => string;
  set: (change: Partial<DrawerState>) => void;
}

/** The shift of this till: opened with a float, cash put in and taken out, closed by counting. Calls throw what they were refused with. */
export class Drawer {
  readonly #wishes = new Wishes(() => this.around.token());

  constructor(private readonly around: Around) {}

  async look(): Promise<void> {
    const { value } = await call<{ data: Shift[] }>('GET', '/shifts?state=open&limit=1', this.#as());
    this.around.set({ shift: value.data[0] ?? null, report: null });
  }

  async begin(float_minor: number): Promise<void> {
    try {
      this.around.set({ shift: await this.#wishes.send<Shift>('/shifts', { float_minor }), report: null });
    } catch (error) {
      // Somebody has opened it from another device of this till.
      if (error instanceof Problem && error.code === 'shift-open') await this.look();
      else throw error;
    }
  }

  async move(shift: Shift, movement: Movement): Promise<void> {
    await this.#wishes.send(`/shifts/${shift.id}/movements`, movement);
    await this.report(shift);
  }

  async report(shift: Shift): Promise<void> {
    const { value } = await call<ShiftReport>('GET', `/shifts/${shift.id}/report`, this.#as());
    this.around.set({ report: value });
  }

  async close(shift: Shift, counts: DenominationCount[]): Promise<void> {
    const closed = await this.#wishes.send<Shift>(`/shifts/${shift.id}/close`, { counts });
    this.around.set({ shift: null });
    await this.report(closed);
  }

  #as() {
    return { token: this.around.token() };
  }
}
