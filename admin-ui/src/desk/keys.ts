/** What can be done by keys. All have a modifier, so that nobody triggers them by typing or by speaking to the computer. */
export const ACTIONS = [
  'product',
  'customer',
  'address',
  'code',
  'readback',
  'link',
  'keypad',
  'saved',
  'reader',
  'primary',
  'hold',
  'next',
  'takeover',
  'handback',
  'end',
  'help',
] as const;
export type Action = (typeof ACTIONS)[number];

export const USUAL: Record<Action, string> = {
  product: 'Alt+P',
  customer: 'Alt+C',
  address: 'Alt+A',
  code: 'Alt+D',
  readback: 'Alt+R',
  link: 'Alt+1',
  keypad: 'Alt+2',
  saved: 'Alt+3',
  reader: 'Alt+4',
  primary: 'Ctrl+Enter',
  hold: 'Alt+H',
  next: 'Alt+N',
  takeover: 'Alt+T',
  handback: 'Alt+B',
  end: 'Alt+E',
  help: '?',
};

type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'>;

/**
 * `Alt+P` of a press. Letters and digits come from the place of the key where Alt makes another sign of it, as on a Mac. Null for
 * keys without a modifier, but for the question mark, and for modifiers alone.
 */
export function combination(press: Pressed): string | null {
  const { key, code, altKey, ctrlKey, metaKey, shiftKey } = press;
  if (key === '?' && !altKey && !ctrlKey && !metaKey) return '?';
  if ((!altKey && !ctrlKey && !metaKey) || ['Alt', 'Control', 'Meta', 'Shift', 'AltGraph'].includes(key)) return null;
  // AltGr writes signs: @ and € on a German keyboard.
  if (altKey && ctrlKey) return null;
  const [, sign] = /^(?:Key|Digit)(\w)$/.exec(code) ?? [];
  const plain = /^[a-z\d]$/i.test(key) ? key : (sign ?? key);
  const parts = [ctrlKey || metaKey ? 'Ctrl' : '', altKey ? 'Alt' : '', shiftKey && plain.length > 1 ? 'Shift' : ''];
  return [...parts.filter(Boolean), plain.length === 1 ? plain.toUpperCase() : plain].join('+');
}

export const keysOf = (own: Record<string, string>): Record<Action, string> => ({ ...USUAL, ...own });

export function actionOf(press: Pressed, keys: Record<Action, string>): Action | null {
  const pressed = combination(press);
  return pressed === null ? null : (ACTIONS.find((it) => keys[it] === pressed) ?? null);
}

/** The combination for an action from now on; what had it before gets the one that is free now. */
export function remapped(own: Record<string, string>, action: Action, to: string): Record<string, string> {
  const keys = keysOf(own);
  const other = ACTIONS.find((it) => keys[it] === to && it !== action);
  const next = { ...own, [action]: to, ...(other ? { [other]: keys[action] } : {}) };
  return Object.fromEntries(Object.entries(next).filter(([name, key]) => USUAL[name as Action] !== key));
}
