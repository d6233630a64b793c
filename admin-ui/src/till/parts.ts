import type { Session, TillTender } from '../shared/api';

/** What one means pays of a sale that several pay. Nothing has been asked for yet: all are sent together when nothing remains. */
export type Part = TillTender & { amount_minor: number };

export const covered = (parts: readonly Part[]): number =>
  parts.reduce((sum, { amount_minor }) => sum + amount_minor, 0);

/** What of a gift card the other parts use already. */
export const usedOf = (code: string, parts: readonly Part[]): number =>
  covered(parts.filter((it) => it.type === 'gift_card' && it.code === code));

const HELD = ['authorized', 'captured'];

/** Which card the reader waits for, where there are several parts; null where one tender pays all. Cards are asked for in their order. */
export function cardAsked(
  parts: readonly Part[],
  { tenders }: Pick<Session, 'tenders'>,
): { amount_minor: number; at: number; of: number } | null {
  const cards = parts.filter(({ type }) => type === 'card_present');
  const held = tenders.filter(({ type, state }) => type === 'card_present' && HELD.includes(state)).length;
  const asked = cards[held];
  return asked ? { amount_minor: asked.amount_minor, at: held + 1, of: cards.length } : null;
}
