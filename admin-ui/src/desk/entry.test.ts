import { expect, test } from 'vitest';
import { entryOf } from './entry';

test.each([
  ['', { kind: 'nothing' }],
  ['  ', { kind: 'nothing' }],
  ['3', { kind: 'quantity', quantity: 3 }],
  ['0', { kind: 'quantity', quantity: 0 }],
  ['4006381333931', { kind: 'words', query: '4006381333931' }],
  ['earl grey', { kind: 'words', query: 'earl grey' }],
  ['2 in 1', { kind: 'words', query: '2 in 1' }],
])('%j is %o', (typed, entry) => expect(entryOf(typed)).toEqual(entry));
