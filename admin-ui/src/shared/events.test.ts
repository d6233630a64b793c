import { expect, test } from 'vitest';
import { EventParser } from './events';

test('reads events however the stream is cut', () => {
  const parser = new EventParser();
  const stream = 'id: 7\nevent: session.changed\ndata: {"a":\ndata: 1}\n\n: still here\n\nid: 8\ndata: x\n\n';

  const events = [...stream].flatMap((character) => parser.push(character));

  expect(events).toEqual([
    { id: '7', type: 'session.changed', data: '{"a":\n1}' },
    { id: '8', type: 'message', data: 'x' },
  ]);
});

test('an event without an id is where the one before was', () => {
  const parser = new EventParser();

  expect(parser.push('id: 7\ndata: a\n\ndata: b\n\n').map(({ id }) => id)).toEqual(['7', '7']);
});

test('half an event is none', () => {
  expect(new EventParser().push('data: a\n')).toEqual([]);
});

test('reads the line ends of other systems', () => {
  expect(new EventParser().push('event: x\r\ndata: a\r\n\r\n')).toEqual([{ id: null, type: 'x', data: 'a' }]);
});
