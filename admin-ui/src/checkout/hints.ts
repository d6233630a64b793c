/**
 * Listens to how it is to fill in the fields of a page: where buyers come, rest, go away with nothing, are told that something is
 * wrong, and click in vain. What they type is never read; whether there is anything, the browser itself says.
 */

export type Kind = 'focused' | 'filled' | 'error_shown' | 'left_empty' | 'rage_clicked' | 'hesitated';

export interface Hint {
  field: string;
  kind: Kind;
  milliseconds?: number;
  problem?: 'missing' | 'malformed' | 'refused';
}

/** A rest of this length before anything is typed is a hesitation. */
const REST_MS = 8_000;
/** So many presses within this time are impatience. Three select the text of a field. */
const PRESSES = 4;
const PRESSES_MS = 2_000;

const FIELD =
  /^(line_items|discount_code|payment\.tender|buyer\.(email|phone|age|verification)|consent\.(terms|digital_waiver)|fulfillment\.(option|name|address\.(name|line[12]|postal_code|city|region|country)))$/;

/** As the server calls it: `fulfillment.address.city` of `fulfillment.address/city`, and `buyer.email` of `buyer.email/email`. */
export function fieldOf(target: EventTarget | null): string | undefined {
  const found = target instanceof Element ? target.closest<HTMLElement>('[data-field],[name],[id]') : null;
  const key = found?.dataset.field ?? found?.getAttribute('name') ?? found?.id ?? '';
  const [ask = '', part] = key.replace('-', '_').split('/');
  const field = ask === 'fulfillment.address' ? `${ask}.${part}` : ask;
  return FIELD.test(field) ? field : undefined;
}

const isEmpty = (field: HTMLInputElement): boolean =>
  field.validity?.valueMissing || field.matches(':placeholder-shown');

const problemOf = ({ validity }: HTMLInputElement): NonNullable<Hint['problem']> =>
  validity?.valueMissing ? 'missing' : validity?.valid === false ? 'malformed' : 'refused';

/** Tells each kind once for each field of a visit, so that the server's counts are visits. */
export function listen(tell: (hint: Hint) => void, now: () => number = () => performance.now()): void {
  const told = new Set<string>();
  const spent = new Map<string, number>();
  const presses = new Map<string, number[]>();
  let current: string | undefined;
  let since = 0;
  let typed = false;
  let rest = 0;

  const once = (field: string, kind: Kind, more: Partial<Hint> = {}): void => {
    if (kind !== 'focused') once(field, 'focused'); // whatever happens in a field, somebody came to it
    if (told.has(field + kind)) return;
    told.add(field + kind);
    tell({ field, kind, ...more });
  };
  const on = (type: string, then: (field: string, target: HTMLInputElement) => void): void =>
    document.addEventListener(
      type,
      ({ target }) => {
        const field = fieldOf(target);
        if (field) then(field, target as HTMLInputElement);
      },
      true,
    );
  const wrong = (field: string, target: HTMLInputElement): void =>
    once(field, 'error_shown', { problem: problemOf(target) });

  on('focusin', (field, target) => {
    once(field, 'focused');
    current = field;
    since = now();
    typed = false;
    clearTimeout(rest);
    rest = window.setTimeout(() => isEmpty(target) && once(field, 'hesitated'), REST_MS);
  });
  on('input', (field) => {
    clearTimeout(rest);
    if (field === current) typed = true;
  });
  on('focusout', (field, target) => {
    clearTimeout(rest);
    current = undefined;
    spent.set(field, (spent.get(field) ?? 0) + now() - since);
    if (isEmpty(target)) once(field, 'left_empty');
    else if (typed) once(field, 'filled', { milliseconds: Math.round(Math.min(spent.get(field) ?? 0, 3_600_000)) });
  });
  on('change', (field, target) => {
    if (field !== current && !isEmpty(target)) once(field, 'filled'); // by the browser, or without coming to it
  });
  on('invalid', wrong);
  on('pointerdown', (field) => {
    const recent = [...(presses.get(field) ?? []), now()].slice(-PRESSES);
    presses.set(field, recent);
    if (recent.length === PRESSES && now() - (recent[0] ?? 0) <= PRESSES_MS) once(field, 'rage_clicked');
  });
  new MutationObserver((changes) => {
    for (const { target } of changes) {
      const field = fieldOf(target);
      if (field && (target as Element).getAttribute('aria-invalid') === 'true')
        wrong(field, target as HTMLInputElement);
    }
  }).observe(document, { subtree: true, attributeFilter: ['aria-invalid'] });
}
