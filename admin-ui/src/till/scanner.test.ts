import { expect, test } from 'vitest';
import { KeyReader } from './scanner';

/** Types the text with a pause between the keys, and Enter. */
function typed(reader: KeyReader, text: string, pauseMs: number, { inField = false, from = 0 } = {}): string | null {
  let at = from;
  let code: string | null = null;
  for (const key of [...text, 'Enter']) {
    code = reader.push({ key, timeStamp: at }, inField);
    at += pauseMs;
  }
  return code;
}

test('a burst that ends in Enter is a scan, whatever has the focus', () => {
  expect(typed(new KeyReader(), '2100100001377', 4)).toBe('2100100001377');
  expect(typed(new KeyReader(), '2100100001377', 4, { inField: true })).toBe('2100100001377');
});

test('a slow machine does not cut a scan in two', () => {
  expect(typed(new KeyReader(), '2100100001377', 53)).toBe('2100100001377');
  expect(typed(new KeyReader(), '2100100001377', 400)).toBe('2100100001377');
});

test('a person who types into a field is not a scanner', () => {
  expect(typed(new KeyReader(), 'earl grey', 90, { inField: true })).toBeNull();
});

test('what is too short is no code', () => {
  expect(typed(new KeyReader(), '12345', 4)).toBeNull();
});

test('a key pressed long before does not become part of a code', () => {
  const reader = new KeyReader();
  reader.push({ key: 'x', timeStamp: 0 }, false);

  expect(typed(reader, '2100100001377', 4, { from: 5_000 })).toBe('2100100001377');
});

test('one scan after the other, and capitals by Shift', () => {
  const reader = new KeyReader();

  expect(typed(reader, '2100100001377', 4)).toBe('2100100001377');
  reader.push({ key: 'Shift', timeStamp: 60 }, false);
  expect(typed(reader, 'KIT-TIN-250', 4, { from: 60 })).toBe('KIT-TIN-250');
});

test('a shortcut is not part of a code', () => {
  const reader = new KeyReader();
  for (const key of '210010') reader.push({ key, timeStamp: 0 }, false);
  reader.push({ key: 'c', timeStamp: 1, ctrlKey: true }, false);

  expect(reader.push({ key: 'Enter', timeStamp: 2 }, false)).toBeNull();
});
