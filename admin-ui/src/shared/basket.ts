import type { Item, LineItem, Session } from './api';

/** What the person who sells wants sold. What it costs is what the server says; until it has, what the catalog says. */
export interface Line {
  sku: string;
  /** Of goods that a scale has labelled: the label holds the weight or the price, and each is a line of its own. */
  label?: string;
  name: string;
  quantity: number;
  unitMinor: number;
}

/** What the server makes of the lines, or the till where it sells alone. */
export interface Priced {
  line_items: Pick<
    LineItem,
    'sku' | 'name' | 'quantity' | 'unit_price_minor' | 'total_minor' | 'discount_minor' | 'fee'
  >[];
  due_minor: number;
  price_adjustments?: Session['price_adjustments'];
}

/** A line as it is drawn. */
export interface Drawn {
  name: string;
  quantity: number;
  unitMinor: number;
  discountMinor: number;
  totalMinor: number;
  /** Whose price can be another one; null for what a scale has priced and what comes along. */
  sku: string | null;
  /** What one costs usually, where another price was agreed to. */
  listMinor: number | null;
  /** Which of the wanted lines it is; null for what comes along, such as a deposit on bottles. */
  at: number | null;
}

export function added(lines: readonly Line[], item: Pick<Item, 'sku' | 'name' | 'price_minor'>): Line[] {
  const at = lines.findIndex(({ sku, label }) => sku === item.sku && !label);
  if (at < 0) return [...lines, { sku: item.sku, name: item.name, quantity: 1, unitMinor: item.price_minor }];
  return counted(lines, at, 1);
}

/** With so many more or fewer of a line; without the line when none is left. */
export function counted(lines: readonly Line[], at: number, by: number): Line[] {
  return lines
    .map((line, index) => (index === at ? { ...line, quantity: line.quantity + by } : line))
    .filter(({ quantity }) => quantity > 0);
}

export const wish = (lines: readonly Line[]) =>
  lines.map(({ sku, label, quantity }) => (label ? { barcode: label, quantity } : { sku, quantity }));

/** What another channel has put into the session, as lines of ours. */
export const linesOf = (session: Session): Line[] =>
  session.line_items
    .filter(({ fee }) => !fee)
    .map(({ sku, name, quantity, unit_price_minor }) => ({ sku, name, quantity, unitMinor: unit_price_minor }));

/** The lines with what the server makes of them, and what comes along with them. */
export function drawn(lines: readonly Line[], session: Priced | null): Drawn[] {
  const theirs = [...(session?.line_items ?? [])];
  const own = lines.map((line, at): Drawn => {
    const found = theirs.findIndex((it) => matches(line, it));
    const known = found < 0 ? undefined : theirs.splice(found, 1)[0];
    const { name, quantity, unitMinor } = line;
    const sku = line.label ? null : line.sku;
    return known
      ? { ...priced(known), sku, listMinor: listPrice(session, sku), at }
      : { name, quantity, unitMinor, discountMinor: 0, totalMinor: unitMinor * quantity, sku, listMinor: null, at };
  });
  return [
    ...own,
    ...theirs.filter(({ fee }) => fee).map((it) => ({ ...priced(it), sku: null, listMinor: null, at: null })),
  ];
}

const listPrice = (session: Priced | null, sku: string | null): number | null =>
  session?.price_adjustments?.find((it) => sku !== null && it.sku === sku)?.list_price_minor ?? null;

const priced = (it: Priced['line_items'][number]) => ({
  name: it.name,
  quantity: it.quantity,
  unitMinor: it.unit_price_minor,
  discountMinor: it.discount_minor ?? 0,
  totalMinor: it.total_minor,
});

const matches = (line: Line, it: Priced['line_items'][number]): boolean =>
  !it.fee && it.sku === line.sku && it.quantity === line.quantity;

/** Whether the server has answered all that is wanted. */
export const isKnown = (lines: readonly Line[], session: Priced | null): boolean =>
  session !== null &&
  session.line_items.filter(({ fee }) => !fee).length === lines.length &&
  lines.every((line) => session.line_items.some((it) => matches(line, it)));

/** What is to be paid: the server's word where it has spoken, and what the catalog says until then. */
export function dueMinor(lines: readonly Line[], session: Priced | null): number {
  if (session && isKnown(lines, session)) return session.due_minor;
  return drawn(lines, session).reduce((sum, { totalMinor }) => sum + totalMinor, 0);
}
