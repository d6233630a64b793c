import type { Session, TillTender } from '../shared/api';

/** What one means pays of a sale that several pay. Nothing has been asked for yet: all are sent together when nothing remains. */
export type Part = TillTender & { amount_minor: number };

export const covered = (parts: readonly Part[]): number =>
  parts.reduce((sum, { amount_minor }) => sum + amount_minor, 0);

/** What of a gift card the other parts use already. */
export const usedOf = (code: string, parts: readonly Part[]): number =>
  covered(parts.filter((it) => it.type === 'gift_card' && it.code === code));

const ASKED = ['sent', 'requires_action'];

/** Which card the reader waits for, where there are several tenders; null where one pays all. */
export function cardAsked({
  tenders,
}: Pick<Session, 'tenders'>): { amount_minor: number; at: number; of: number } | null {
  const cards = tenders.filter(({ type }) => type === 'card_present');
  const at = cards.findIndex(({ state }) => ASKED.includes(state));
  const asked = cards[at];
  return asked && tenders.length > 1 ? { amount_minor: asked.amount_minor, at: at + 1, of: cards.length } : null;
}
