/** What Enter in the product search means. */
export type Entry = { kind: 'nothing' } | { kind: 'quantity'; quantity: number } | { kind: 'words'; query: string };

const MOST_OF_ONE = 999;

/** One to three digits are a quantity of the line one is at; more are a number on the goods; all else is searched for. */
export function entryOf(typed: string): Entry {
  const query = typed.trim();
  if (!query) return { kind: 'nothing' };
  const quantity = /^\d{1,3}$/.test(query) ? Number(query) : Number.NaN;
  return quantity <= MOST_OF_ONE ? { kind: 'quantity', quantity } : { kind: 'words', query };
}
