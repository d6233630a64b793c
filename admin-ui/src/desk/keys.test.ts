import { expect, test } from 'vitest';
import { ACTIONS, actionOf, combination, keysOf, remapped, USUAL } from './keys';

const press = (key: string, more: object = {}) => ({
  key,
  code: /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : /^\d$/.test(key) ? `Digit${key}` : key,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  ...more,
});

test('no shortcut is a letter or a digit alone', () => {
  for (const action of ACTIONS) expect(USUAL[action]).toMatch(/^(Alt|Ctrl)\+|^\?$/);
  expect(combination(press('p'))).toBeNull();
  expect(combination(press('Alt', { altKey: true }))).toBeNull();
});

test.each([
  [press('p', { altKey: true }), 'product'],
  [press('P', { altKey: true, shiftKey: true }), 'product'],
  [press('Enter', { ctrlKey: true }), 'primary'],
  [press('Enter', { metaKey: true }), 'primary'],
  [press('3', { altKey: true }), 'saved'],
  [press('?', { shiftKey: true }), 'help'],
])('%o is %s', (pressed, action) => {
  expect(actionOf(pressed, keysOf({}))).toBe(action);
});

test('a Mac writes another sign with Alt; the key counts', () => {
  expect(combination(press('π', { code: 'KeyP', altKey: true }))).toBe('Alt+P');
});

test('AltGr writes a sign and is no shortcut', () => {
  expect(combination(press('@', { code: 'KeyQ', altKey: true, ctrlKey: true }))).toBeNull();
});

test('two actions never share keys: they change places', () => {
  const own = remapped({}, 'product', 'Alt+A');
  expect(keysOf(own).product).toBe('Alt+A');
  expect(keysOf(own).address).toBe('Alt+P');
  expect(remapped(own, 'product', 'Alt+P')).toEqual({});
});
