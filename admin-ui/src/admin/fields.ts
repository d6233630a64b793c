import { asDecimal, minorOf } from '../shared/money';
import { words } from './words';

/** One value of a form: how it is asked for, and how it goes to and from JSON. */
export interface Field {
  name: string;
  label: string;
  kind: Kind;
  help?: string;
  required?: boolean;
  /** Of a choice or of many. */
  options?: { value: string; label: string }[];
  /** Of an amount: its currency, or the name of the field that has it. */
  currency?: string | { field: string };
  /** Of rows: what each row asks. */
  fields?: Field[];
  /** Of rows: what one is called. */
  one?: string;
  /** Of written: to and from what stands in the JSON. */
  parse?: (text: string) => unknown;
  format?: (value: unknown) => string;
  /** Of a map: what its values are. */
  holds?: 'text' | 'whole' | 'amount';
  /** Shown only while this is so. */
  when?: (typed: Typed) => boolean;
  /** What somebody begins with who adds one. */
  initial?: string | boolean;
  /** Cannot be changed once it is there. */
  fixed?: boolean;
  /** An empty one is sent as null; it is left out otherwise. */
  nullable?: boolean;
  secret?: boolean;
}

type Kind =
  | 'text'
  | 'area'
  | 'whole'
  | 'decimal'
  | 'amount'
  | 'yes'
  | 'choice'
  | 'many'
  | 'list'
  | 'map'
  | 'day'
  | 'moment'
  | 'rows'
  | 'written';

/** A form as it stands in its boxes. */
export type Typed = { [name: string]: string | boolean | string[] | Typed[] };

export interface Read {
  body: Record<string, unknown>;
  /** What is wrong, by the name of the field; in rows by `rates[0].amount_minor`. */
  wrong: Record<string, string>;
}

/** The form for an object as the server has it; for a new one without. */
export function typedOf(fields: Field[], object: Record<string, unknown> | null, around: Around = {}): Typed {
  return Object.fromEntries(fields.map((field) => [field.name, boxOf(field, object?.[field.name], object, around)]));
}

/** What a row stands in: amounts in it may be in a currency that is said once for all rows. */
type Around = Record<string, unknown>;

function boxOf(field: Field, value: unknown, object: Record<string, unknown> | null, around: Around): Typed[string] {
  const missing = value === null || value === undefined;
  switch (field.kind) {
    case 'yes':
      return missing ? field.initial === true && object === null : value === true;
    case 'many':
      return missing ? [] : (value as string[]);
    case 'rows':
      return missing
        ? []
        : (value as Record<string, unknown>[]).map((it) => typedOf(field.fields ?? [], it, { ...object }));
  }
  if (missing) return object === null ? ((field.initial as string | undefined) ?? '') : '';
  switch (field.kind) {
    case 'amount':
      return asDecimal(value as number, currencyOf(field, { ...around, ...object }));
    case 'list':
      return (value as string[]).join(', ');
    case 'map':
      return Object.entries(value as Record<string, unknown>)
        .map(([name, it]) => `${name} = ${field.holds === 'amount' ? asDecimal(it as number, name) : it}`)
        .join('\n');
    case 'moment':
      return localOf(value as string);
    case 'written':
      return field.format?.(value) ?? '';
    default:
      return String(value);
  }
}

/** An object with what a form says of it: what it leaves empty is gone, what it does not ask stays. */
export function withRead(fields: Field[], object: Record<string, unknown>, body: Record<string, unknown>) {
  const asked = new Set(fields.map(({ name }) => name));
  return { ...Object.fromEntries(Object.entries(object).filter(([name]) => !asked.has(name))), ...body };
}

/** What the form means, and what of it cannot be meant. */
export function readTyped(fields: Field[], typed: Typed, around: Around = {}): Read {
  const body: Record<string, unknown> = {};
  const wrong: Record<string, string> = {};
  for (const field of fields) {
    if (field.when && !field.when(typed)) continue;
    const box = typed[field.name];
    if (field.kind === 'rows') {
      body[field.name] = ((box ?? []) as Typed[]).map((row, at) => {
        const read = readTyped(field.fields ?? [], row, typed);
        for (const [name, text] of Object.entries(read.wrong)) wrong[`${field.name}[${at}].${name}`] = text;
        return read.body;
      });
      continue;
    }
    if (field.kind === 'yes') {
      body[field.name] = box === true ? true : field.nullable ? null : false;
      continue;
    }
    if (field.kind === 'many') {
      const chosen = (box ?? []) as string[];
      if (chosen.length > 0) body[field.name] = chosen;
      else if (field.required) wrong[field.name] = words.required;
      else if (field.nullable) body[field.name] = null;
      continue;
    }
    const text = String(box ?? '').trim();
    if (text === '') {
      if (field.required) wrong[field.name] = words.required;
      else if (field.nullable) body[field.name] = null;
      else if (field.kind === 'map') body[field.name] = {};
      else if (field.kind === 'list') body[field.name] = [];
      continue;
    }
    try {
      body[field.name] = meantBy(field, text, { ...around, ...typed });
    } catch (thrown) {
      wrong[field.name] = (thrown as Error).message;
    }
  }
  return { body, wrong };
}

function meantBy(field: Field, text: string, typed: Around): unknown {
  switch (field.kind) {
    case 'whole':
      return wholeOf(text);
    case 'decimal': {
      const number = Number(text.replace(',', '.'));
      if (!Number.isFinite(number)) throw new Error(words.notADecimal);
      return number;
    }
    case 'amount':
      return amountOf(text, currencyOf(field, typed));
    case 'list':
      return text
        .split(',')
        .map((it) => it.trim())
        .filter(Boolean);
    case 'map':
      return Object.fromEntries(
        text
          .split('\n')
          .map((line) => line.trim())
          .filter(Boolean)
          .map((line) => {
            const [, name, value] = /^([^=]+?)\s*=\s*(.+)$/.exec(line) ?? [];
            if (!name || !value) throw new Error(words.notALine(line));
            if (field.holds === 'amount') return [name, amountOf(value, name)];
            return [name, field.holds === 'whole' ? wholeOf(value) : value];
          }),
      );
    case 'moment': {
      const instant = new Date(text);
      if (Number.isNaN(instant.getTime())) throw new Error(words.notAMoment);
      return instant.toISOString();
    }
    case 'written':
      return field.parse?.(text);
    default:
      return text;
  }
}

function wholeOf(text: string): number {
  if (!/^-?\d{1,15}$/.test(text)) throw new Error(words.notANumber);
  return Number(text);
}

function amountOf(text: string, currency: string): number {
  if (!/^[A-Z]{3}$/.test(currency)) throw new Error(words.notAnAmount(currency || '…'));
  const [, sign = '', rest = ''] = /^(-?)(.*)$/.exec(text) ?? [];
  const minor = minorOf(rest, currency);
  if (minor === null) throw new Error(words.notAnAmount(currency));
  return sign ? -minor : minor;
}

function currencyOf({ currency = 'EUR' }: Field, among: Record<string, unknown>): string {
  if (typeof currency === 'string') return currency;
  const named = String(among[currency.field] ?? '').trim();
  return /^[A-Z]{3}$/.test(named) ? named : 'EUR';
}

/** An instant as boxes for a local time want it: 2026-11-30T09:00. */
export function localOf(instant: string): string {
  const at = new Date(instant);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** "mon 09:00-13:00, 14:00-18:00" in each line. */
export const hoursText = (value: unknown): string =>
  DAYS.flatMap((day) => {
    const spans = (value as Record<string, [string, string][]>)[day] ?? [];
    return spans.length === 0 ? [] : [`${day} ${spans.map(([from, to]) => `${from}-${to}`).join(', ')}`];
  }).join('\n');

export function hoursOf(text: string): Record<string, [string, string][]> {
  const open: Record<string, [string, string][]> = {};
  for (const line of text.split('\n').filter((it) => it.trim())) {
    const [, day = '', rest = ''] = /^\s*(\w+)\s+(.*)$/.exec(line) ?? [];
    if (!DAYS.includes(day.toLowerCase())) throw new Error(words.notADay(line));
    open[day.toLowerCase()] = rest.split(',').map((span) => {
      const [, from, to] = /^\s*(\d\d:\d\d)\s*[-–]\s*(\d\d:\d\d)\s*$/.exec(span) ?? [];
      if (!from || !to) throw new Error(words.notHours(span.trim()));
      return [from, to];
    });
  }
  return open;
}

/** How two lists differ by the name of their rows: so many more, fewer and other ones. */
export function difference<T>(before: T[], after: T[], nameOf: (row: T) => string) {
  const names = (rows: T[]) => new Map(rows.map((row) => [nameOf(row), JSON.stringify(sorted(row))]));
  const [old, now] = [names(before), names(after)];
  const added = [...now.keys()].filter((name) => !old.has(name));
  const removed = [...old.keys()].filter((name) => !now.has(name));
  const changed = [...now.keys()].filter((name) => old.has(name) && old.get(name) !== now.get(name));
  return { added, removed, changed };
}

/** The same whatever the order of its members, and without those that say nothing. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, it]) => it !== null && it !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, it]) => [name, sorted(it)]),
  );
}
