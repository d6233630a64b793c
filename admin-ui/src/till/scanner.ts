/** Shorter than any barcode that is printed on goods; shorter things are typed by people. */
const SHORTEST = 6;
/** A longer silence and what comes next is something else. A busy machine must not cut a scan in two. */
const IDLE_MS = 800;
/** In a text field only what no person can type is a scan. */
const BURST_MS = 30;

/** What of a keyboard event matters here. The time is that of the key, not that of a page that was busy. */
export interface Key {
  key: string;
  timeStamp: number;
  ctrlKey?: boolean;
  altKey?: boolean;
  metaKey?: boolean;
}

/**
 * Tells scans from typing. A scanner is a keyboard that types the code and Enter. Outside text fields nobody types, so all
 * that ends in Enter is a scan, however slow; inside one only what came quicker than people type.
 */
export class KeyReader {
  #keys: { character: string; at: number }[] = [];

  get isReading(): boolean {
    return this.#keys.length > 0;
  }

  /** @returns the code, with the Enter that ends it */
  push({ key, timeStamp, ctrlKey, altKey, metaKey }: Key, inTextField: boolean): string | null {
    if (ctrlKey || altKey || metaKey) {
      this.#keys = [];
      return null;
    }
    const last = this.#keys.at(-1);
    if (last && timeStamp - last.at > IDLE_MS) this.#keys = [];
    if (key === 'Enter') return this.#end(inTextField);
    if (key.length === 1) this.#keys.push({ character: key, at: timeStamp });
    else if (key !== 'Shift') this.#keys = [];
    return null;
  }

  #end(inTextField: boolean): string | null {
    const keys = this.#keys;
    this.#keys = [];
    const [first, last] = [keys[0], keys.at(-1)];
    if (keys.length < SHORTEST || !first || !last) return null;
    if (inTextField && (last.at - first.at) / (keys.length - 1) >= BURST_MS) return null;
    return keys.map(({ character }) => character).join('');
  }
}

const TEXT_FIELD = 'input:not([type=checkbox]):not([type=radio]):not([type=button]), textarea, select';

/**
 * Listens for scans, whatever has the focus.
 *
 * @param isOn false while keys are for something else, such as a PIN
 */
export function listen(onScan: (code: string) => void, isOn: () => boolean): void {
  const reader = new KeyReader();
  let before = { field: null as HTMLInputElement | null, value: '' };

  for (const key of window.earlyKeys?.() ?? []) {
    const code = reader.push(key, false);
    if (code) onScan(code);
  }

  addEventListener(
    'keydown',
    (event) => {
      if (!isOn() || event.isComposing || event.repeat) return;
      const target = event.target instanceof Element ? event.target : null;
      const field = target?.matches(TEXT_FIELD) ? (target as HTMLInputElement) : null;
      const began = !reader.isReading;
      const code = reader.push(event, field !== null);
      if (began && reader.isReading) before = { field, value: field?.value ?? '' };
      // A space within a code must not press the button that has the focus.
      if (event.key === ' ' && !field && !began) event.preventDefault();
      if (code === null) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (field && before.field === field) {
        field.value = before.value;
        field.dispatchEvent(new Event('input', { bubbles: true }));
      }
      onScan(code);
    },
    true,
  );
}

declare global {
  interface Window {
    /** The keys that were pressed before the page had started; kept by the script in its head. */
    earlyKeys?: () => Key[];
  }
}
