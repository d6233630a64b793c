import assert from 'node:assert/strict';
import { test } from 'node:test';
import { differences, doubles, lawless, quality, reasonTable, strangers } from '../lib/verdict.mjs';

const bought = {
  session_id: 's1',
  actor: 'web',
  way: 'buys',
  outcome: 'bought',
  total_minor: 2270,
  order_number: '1001',
};
const left = { session_id: 's1', actor: 'web', way: 'leaves_basket', outcome: 'lost', reason: null };
const payment = { state: 'captured', amount_minor: 2270, provider: 'stripe' };
const order = { id: 'o1', number: '1001', session_id: 's1', total_minor: 2270, payments: [payment] };
const paid = {
  session: { id: 's1', status: 'completed', total_minor: 2270, order: { id: 'o1', number: '1001' } },
  order,
  timeline: { outcome: 'completed' },
  charged_minor: 2270,
};
const open = {
  session: { id: 's1', status: 'incomplete', total_minor: 2270 },
  timeline: { outcome: 'open' },
  charged_minor: 0,
};

const told = (line, seen) => differences(line, seen).join('\n');

test('what was bought and paid once is as it should be', () => {
  assert.deepEqual(differences(bought, paid), []);
  assert.deepEqual(differences(left, open), []);
});

test('an actor who believes otherwise than the server is a difference', () => {
  assert.match(told(bought, open), /was bought, and is incomplete/);
  assert.match(told(left, paid), /was left, and is completed/);
  assert.match(told(bought, {}), /not known/);
});

test('money that was taken twice, or for nothing, is a difference', () => {
  const twice = { ...paid, order: { ...order, payments: [payment, payment] } };
  assert.match(told(bought, twice), /costs 2270, and 4540 was paid/);
  assert.match(told(bought, { ...paid, charged_minor: 4540 }), /provider has taken 4540/);
  assert.match(told(left, { ...open, charged_minor: 2270 }), /no order, and the provider has taken 2270/);
});

test('a declined tender beside the one that paid is no money', () => {
  const declined = { state: 'declined', amount_minor: 2270, provider: 'stripe' };
  assert.deepEqual(differences(bought, { ...paid, order: { ...order, payments: [declined, payment] } }), []);
});

test('cash is not looked for at the provider', () => {
  const cash = { ...paid, order: { ...order, payments: [{ ...payment, provider: null }] }, charged_minor: 0 };
  assert.deepEqual(differences(bought, cash), []);
});

test('another order or total than the buyer was shown is a difference', () => {
  assert.match(told({ ...bought, order_number: '1002' }, paid), /order 1002, and 1001/);
  assert.match(told({ ...bought, total_minor: 2000 }, paid), /cost 2000, and 2270/);
});

test('the funnel and the session have to say the same', () => {
  assert.match(told(bought, { ...paid, timeline: { outcome: 'lost' } }), /lost in the funnel/);
});

test('who did not see the end accepts either, but no unfinished payment', () => {
  const unsure = { ...bought, outcome: 'unsure' };
  assert.deepEqual(differences(unsure, paid), []);
  assert.deepEqual(differences(unsure, open), []);
  assert.match(
    told(unsure, { ...open, session: { ...open.session, status: 'complete_in_progress' } }),
    /still being paid/,
  );
});

test('what the actor itself has seen go wrong is a difference', () => {
  const wrong = { ...bought, outcome: 'failed', wrong: true, error: 'One key rang up two sales' };
  assert.match(told(wrong, paid), /two sales/);
});

test('who never opened a session leaves nothing to compare', () => {
  assert.deepEqual(differences({ ...left, session_id: null, outcome: 'browsed' }, {}), []);
});

test('sessions nobody opened and numbers given twice are found', () => {
  assert.equal(strangers([bought], [{ id: 's1' }, { id: 's2', channel: 'till-1', status: 'completed' }]).length, 1);
  assert.deepEqual(doubles([order, { ...order, id: 'o2' }]), ['order 1001 exists 2 times']);
  assert.deepEqual(doubles([order]), []);
});

test('a row that breaks the law of the funnel is told with its place', () => {
  const numbers = { entered: 5, advanced: 2, waiting: 1, lost: 2 };
  assert.deepEqual(lawless([{ step: 'payment', channel_id: 'web', numbers }]), []);
  assert.match(
    lawless([{ step: 'payment', channel_id: 'web', numbers: { ...numbers, lost: 1 } }])[0],
    /web\/payment: entered 5/,
  );
});

test('reasons are counted by what is true and by what is said', () => {
  const pair = (reason, said) => ({ line: { reason }, timeline: { reason: said } });
  const pairs = [
    pair('declined', 'declined'),
    pair('declined', 'declined'),
    pair('declined', 'unknown'),
    pair(null, 'unknown'),
    pair(null, 'late_cost'),
  ];
  const table = reasonTable(pairs);

  const row = (reason) => table.find((it) => it.reason === reason);
  assert.deepEqual(row('declined'), { reason: 'declined', truth: 3, said: 2, right: 2 });
  assert.deepEqual(row('unknown'), { reason: 'unknown', truth: 2, said: 2, right: 1 });
  assert.deepEqual(row('late_cost'), { reason: 'late_cost', truth: 0, said: 1, right: 0 });
  const sum = (of) => table.reduce((total, it) => total + it[of], 0);
  assert.equal(sum('truth'), 5);
  assert.equal(sum('said'), 5);
  assert.deepEqual(quality(pairs), { coverage: (100 * 2) / 3, precision: (100 * 2) / 3 });
});

test('what the server is known not to see spoils neither coverage nor precision', () => {
  const pairs = [
    { line: { reason: 'declined', visible: true }, timeline: { reason: 'declined' } },
    { line: { reason: 'declined', visible: false }, timeline: { reason: 'authentication_dropped' } },
  ];
  assert.deepEqual(quality(pairs), { coverage: 100, precision: 100 });
});

test('where nobody was lost for a reason, nothing is wrong about reasons', () => {
  assert.deepEqual(quality([]), { coverage: 100, precision: 100 });
});
