import type { GiftCardBalance } from '../shared/api';
import { type Part, usedOf } from './parts';

/** A gift card at the till: its code, and what is on it once that was asked for. */
export interface Gift {
  code: string;
  balance: GiftCardBalance | null;
  /** How much of it is wanted at most; null for all that remains. */
  mostMinor: number | null;
}

export const NO_GIFT: Gift = { code: '', balance: null, mostMinor: null };

const LENGTH = 16;

/** As the server knows it: letters that look like digits are those digits. */
export const plainCode = (typed: string): string =>
  typed
    .replaceAll(/[\s\p{Pd}]/gu, '')
    .toUpperCase()
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');

/** Whether a scan can be a gift card where one is asked for. */
export const canBeGiftCard = (code: string): boolean =>
  /^[\dA-Z]+$/.test(plainCode(code)) && plainCode(code).length === LENGTH;

/** Whether a scan is a gift card and nothing else: no barcode of goods is printed in groups with dashes. */
export const isGiftCard = (code: string): boolean => /^(?:[\dA-Z]{4}-){3}[\dA-Z]{4}$/i.test(code);

/** What of the card can pay now, in the currency of the sale. */
export function usableMinor(
  { code, balance, mostMinor }: Gift,
  remainingMinor: number,
  parts: readonly Part[],
  currency: string,
): number {
  if (balance?.state !== 'active' || balance.currency !== currency) return 0;
  const left = balance.balance_minor - usedOf(code, parts);
  return Math.max(0, Math.min(left, remainingMinor, mostMinor ?? remainingMinor));
}
