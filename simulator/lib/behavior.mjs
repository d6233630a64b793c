import { readFileSync } from 'node:fs';

const HOURS = 24;

/** The table of how people behave. A wrong one is refused with a sentence, not met in the middle of a run. */
export function readBehavior(file = new URL('../behavior.json', import.meta.url)) {
  let table;
  try {
    table = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`The table of behavior cannot be read: ${error.message}`);
  }
  const wrong = faults(table);
  if (wrong.length > 0) throw new Error(`The table of behavior is wrong: ${wrong.join('; ')}`);
  return table;
}

/** What is wrong with a table, in words; nothing when it is good. */
export function faults(table) {
  const wrong = [];
  const weights = (name, of) => {
    const values = Object.values(of ?? {});
    if (values.length === 0 || values.some((it) => !(it >= 0)) || !values.some((it) => it > 0)) {
      wrong.push(`${name} needs weights of at least 0, not all of them 0`);
    }
  };
  weights('actors', table.actors);
  for (const actor of Object.keys(table.actors ?? {})) weights(`ways.${actor}`, table.ways?.[actor]);
  for (const [actor, ways] of Object.entries(table.unseen ?? {})) {
    for (const way of ways) if (!(way in (table.ways?.[actor] ?? {}))) wrong.push(`unseen.${actor} has no way ${way}`);
  }
  weights('leaving', table.leaving);
  weights('network.till', table.network?.till);
  weights('basket.lines', table.basket?.lines);
  weights('basket.quantity', table.basket?.quantity);
  weights('buyer.country', table.buyer?.country);
  weights('buyer.delivery', table.buyer?.delivery);
  weights('loss_codes', table.loss_codes);
  for (const [name, { median, sigma }] of Object.entries(table.think_seconds ?? {})) {
    if (!(median > 0) || !(sigma >= 0))
      wrong.push(`think_seconds.${name} needs a median above 0 and a sigma of at least 0`);
  }
  for (const [name, probability] of Object.entries(table.buyer?.mistakes ?? {})) {
    if (!(probability >= 0 && probability <= 1)) wrong.push(`buyer.mistakes.${name} is a probability from 0 to 1`);
  }
  if (table.day_curve?.length !== HOURS || table.day_curve.some((it) => !(it >= 0))) {
    wrong.push('day_curve needs 24 numbers of at least 0, one for each hour');
  }
  return wrong;
}
