import { describe, expect, test } from 'vitest';
import { csvOf } from './csv';
import { armOf } from './experimentFields';
import { difference, type Field, hoursOf, hoursText, localOf, readTyped, typedOf, withRead } from './fields';
import { sortedBy } from './Rows';
import { placesOf } from './settings/places';

const FIELDS: Field[] = [
  { name: 'id', label: '', kind: 'text', required: true },
  { name: 'currency', label: '', kind: 'text', initial: 'EUR' },
  { name: 'amount_minor', label: '', kind: 'amount', currency: { field: 'currency' } },
  { name: 'percent', label: '', kind: 'decimal' },
  { name: 'days', label: '', kind: 'whole' },
  { name: 'channels', label: '', kind: 'list', nullable: true },
  { name: 'prices', label: '', kind: 'map', holds: 'amount' },
  { name: 'active', label: '', kind: 'yes', initial: true },
  {
    name: 'rates',
    label: '',
    kind: 'rows',
    fields: [{ name: 'amount_minor', label: '', kind: 'amount', currency: { field: 'currency' }, required: true }],
  },
];
const OBJECT = {
  id: 'a',
  currency: 'JPY',
  amount_minor: 490,
  percent: 7.5,
  days: 2,
  channels: ['web', 'app'],
  prices: { EUR: 790, KWD: 1250 },
  active: false,
  rates: [{ amount_minor: 490 }],
};

describe('a form', () => {
  test('means what the object said when nothing was typed', () => {
    expect(readTyped(FIELDS, typedOf(FIELDS, OBJECT))).toEqual({ body: OBJECT, wrong: {} });
  });

  test('shows amounts as people write them in their currency', () => {
    expect(typedOf(FIELDS, OBJECT)).toMatchObject({ amount_minor: '490', prices: 'EUR = 7.90\nKWD = 1.250' });
  });

  test('begins with what is usual, and empty is not sent but where it means something', () => {
    const { body } = readTyped(FIELDS, { ...typedOf(FIELDS, null), id: 'b' });
    expect(body).toEqual({ id: 'b', currency: 'EUR', channels: null, prices: {}, active: true, rates: [] });
  });

  test('says what is wrong at the box it stands in, in rows too', () => {
    const typed = {
      ...typedOf(FIELDS, null),
      amount_minor: '4.905',
      percent: 'many',
      days: '1.5',
      prices: 'EUR 7.90',
      rates: [{ amount_minor: '' }, { amount_minor: '3,5' }],
    };
    const { body, wrong } = readTyped(FIELDS, typed);
    expect(Object.keys(wrong)).toEqual(['id', 'amount_minor', 'percent', 'days', 'prices', 'rates[0].amount_minor']);
    expect(body.rates).toEqual([{}, { amount_minor: 350 }]);
  });

  test('asks only what fits what was chosen, and sends nothing else', () => {
    const fields: Field[] = [
      { name: 'kind', label: '', kind: 'choice' },
      { name: 'radius', label: '', kind: 'whole', required: true, when: ({ kind }) => kind === 'near' },
    ];
    expect(readTyped(fields, { kind: 'far', radius: '5' })).toEqual({ body: { kind: 'far' }, wrong: {} });
    expect(readTyped(fields, { kind: 'near', radius: '' }).wrong).toHaveProperty('radius');
  });

  test('takes away what was emptied and leaves what it does not ask', () => {
    expect(withRead(FIELDS, { id: 'a', percent: 3, of_another_time: 1 }, { id: 'a' })).toEqual({
      id: 'a',
      of_another_time: 1,
    });
  });

  test('writes a moment in local time and reads it back', () => {
    const instant = '2026-11-30T09:15:00.000Z';
    const field: Field[] = [{ name: 'at', label: '', kind: 'moment' }];
    expect(localOf(instant)).toMatch(/^2026-(11|12)-\d\dT\d\d:15$/);
    expect(readTyped(field, typedOf(field, { at: instant })).body).toEqual({ at: instant });
  });
});

test('opening hours are read as they are written', () => {
  const week = {
    mon: [
      ['09:00', '13:00'],
      ['14:00', '18:00'],
    ] as [string, string][],
    sat: [['10:00', '16:00']] as [string, string][],
  };
  expect(hoursText(week)).toBe('mon 09:00-13:00, 14:00-18:00\nsat 10:00-16:00');
  expect(hoursOf(hoursText(week))).toEqual(week);
  expect(() => hoursOf('monday 9-5')).toThrow(/mon, tue/);
  expect(() => hoursOf('mon 9-5')).toThrow(/09:00-18:00/);
});

test('places of postal codes are read line by line, and the wrong one is named', () => {
  expect(placesOf('DE, 10119, 52.53, 13.4\n\nDE;20095;53.55;10')).toEqual([
    { country: 'DE', postal_code: '10119', latitude: 52.53, longitude: 13.4 },
    { country: 'DE', postal_code: '20095', latitude: 53.55, longitude: 10 },
  ]);
  expect(() => placesOf('DE, 10119, here')).toThrow(/here/);
});

test('a list says how it differs from another, whatever the order of members', () => {
  const before = [
    { id: 'a', x: 1, y: 2 },
    { id: 'b', x: 1 },
    { id: 'c', x: 1 },
  ];
  const after = [
    { y: 2, id: 'a', x: 1, z: null },
    { id: 'b', x: 2 },
    { id: 'd', x: 1 },
  ];
  expect(difference(before, after as typeof before, ({ id }) => id)).toEqual({
    added: ['d'],
    removed: ['c'],
    changed: ['b'],
  });
});

test('rows are sorted by numbers as numbers, both ways, and stay as they came without a column', () => {
  const rows = [{ n: 10 }, { n: 9 }, { n: 100 }];
  const columns = [{ title: 'N', by: ({ n }: { n: number }) => n }];
  expect(sortedBy(rows, columns, 'N').map(({ n }) => n)).toEqual([9, 10, 100]);
  expect(sortedBy(rows, columns, '-N').map(({ n }) => n)).toEqual([100, 10, 9]);
  expect(sortedBy(rows, columns, 'M')).toBe(rows);
});

test('a CSV holds quotes and lines, and nothing a spreadsheet would carry out', () => {
  expect(
    csvOf(
      ['a', 'b'],
      [
        ['=HYPERLINK(1)', 'say "hi"'],
        ['x\ny', -5],
        [null, undefined],
      ],
    ),
  ).toBe('a,b\r\n\'=HYPERLINK(1),"say ""hi"""\r\n"x\ny",-5\r\n,');
});

test('an arm is what the API takes', () => {
  expect(armOf('default_tender', { name: 'wallet', weight: 2, tender: 'apple_pay' })).toEqual({
    name: 'wallet',
    weight: 2,
    value: { tender: 'apple_pay' },
  });
  expect(armOf('trust_message', { name: 'quiet', silent: true })).toEqual({ name: 'quiet', value: { silent: true } });
  expect(armOf('trust_message', { name: 'b', silent: false, kind: 'call_me', text: 'Call' })).toEqual({
    name: 'b',
    value: { trust_message: { kind: 'call_me', text: 'Call' } },
  });
});
