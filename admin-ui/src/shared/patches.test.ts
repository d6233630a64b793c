import { expect, test } from 'vitest';
import type { Session, SessionPatch } from './api';
import { NoAnswer, Problem } from './http';
import { merged, Patches, pathsOf } from './patches';
import { open } from './sessions.fixture';

type Answer = Session | Error;

/** A server that gives these answers in turn, and what it was sent. */
function server(...answers: Answer[]) {
  const sent: { patch: SessionPatch; revision: number }[] = [];
  const seen = { session: open(), refused: [] as string[], connection: [] as boolean[] };
  const patches = new Patches(
    {
      send: async (patch, revision) => {
        sent.push({ patch, revision });
        const answer = answers.shift() ?? open({ revision: revision + 1 });
        if (answer instanceof Error) throw answer;
        return answer;
      },
      revision: () => seen.session.revision,
      onSession: (session) => {
        seen.session = session;
      },
      onRefused: ({ code }) => seen.refused.push(code),
      onConnection: (up) => seen.connection.push(up),
    },
    async () => {},
  );
  return { patches, sent, seen };
}

const problem = (status: number, code: string, session?: Session) =>
  new Problem(status, { type: `/problems/${code}`, title: code, status, ...(session ? { session } : {}) }, null);
const email = { buyer: { email: 'ada@example.com' } };
const city = { fulfillment: { address: { city: 'Berlin' } } };

test('what comes while a change is on its way travels together afterwards', async () => {
  const { patches, sent } = server();

  patches.add(email);
  patches.add(city);
  patches.add({ buyer: { name: 'Ada' } });
  await patches.settled();

  expect(sent).toEqual([
    { patch: email, revision: 1 },
    { patch: { ...city, buyer: { name: 'Ada' } }, revision: 2 },
  ]);
});

test('what somebody overtook is sent once more on top of theirs', async () => {
  const { patches, sent, seen } = server(problem(412, 'revision-mismatch', open({ revision: 9 })));

  patches.add(email);
  await patches.settled();

  expect(sent.map(({ revision }) => revision)).toEqual([1, 9]);
  expect(seen.session.revision).toBe(10);
});

test('is not sent a third time', async () => {
  const overtaken = () => problem(412, 'revision-mismatch', open({ revision: 9 }));
  const { patches, sent, seen } = server(overtaken(), overtaken());

  patches.add(email);
  await patches.settled();

  expect(sent).toHaveLength(2);
  expect(seen.refused).toEqual(['revision-mismatch']);
});

test('what is lost on the way is sent again, with what came meanwhile', async () => {
  const { patches, sent, seen } = server(new NoAnswer(null));

  patches.add(email);
  patches.add(city);
  await patches.settled();

  expect(sent.at(-1)?.patch).toEqual(merged(email, city));
  expect(seen.connection).toEqual([false, true]);
});

test('a refusal is told and does not hold up the rest', async () => {
  const { patches, sent, seen } = server(problem(422, 'validation-failed'));

  patches.add(email);
  patches.add(city);
  await patches.settled();

  expect(seen.refused).toEqual(['validation-failed']);
  expect(sent.at(-1)?.patch).toEqual(city);
  expect(patches.busy).toBe(false);
});

test('the later of two changes of one thing counts', () => {
  expect(merged(city, { fulfillment: { address: { city: 'Bonn', line1: 'A 1' } } })).toEqual({
    fulfillment: { address: { city: 'Bonn', line1: 'A 1' } },
  });
});

test('what a change touches is written as the server writes it', () => {
  expect(pathsOf(merged(email, city))).toEqual(['buyer.email', 'fulfillment.address.city']);
});
