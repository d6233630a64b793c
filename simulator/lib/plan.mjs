import { Chance } from './chance.mjs';
import { person } from './people.mjs';

const SECONDS_OF_HOUR = 3600;

/**
 * Who comes when, and what they have in mind: endless, and the same for the same seed, rate, table and hour. Arrivals are a
 * Poisson process; with a day curve, one whose rate follows the hour (those that come at the rate of the busiest hour are let in
 * as often as the hour has of it).
 *
 * @param behavior the table
 * @param seed any text
 * @param rate how many come in a second, on average over the day
 * @param startHour the hour the day curve begins with; without it all hours are alike
 * @param speed how much faster than ours the day of the curve goes by
 */
export function* plan({ behavior, seed, rate, startHour, speed = 1 }) {
  const arrivals = new Chance(seed, 'arrivals');
  const curve = startHour === undefined ? undefined : shares(behavior.day_curve);
  const peak = curve ? Math.max(...curve) : 1;
  let at = 0;
  for (let index = 0; ; ) {
    at += arrivals.exponential(rate * peak);
    if (curve && !arrivals.happens(shareAt(curve, startHour, at * speed) / peak)) continue;
    yield intent(behavior, seed, index, at);
    index += 1;
  }
}

/** The curve, so that an average hour is 1. */
export function shares(curve) {
  const mean = curve.reduce((sum, it) => sum + it, 0) / curve.length;
  return curve.map((it) => it / mean);
}

export function shareAt(curve, startHour, seconds) {
  return curve[Math.floor(startHour + seconds / SECONDS_OF_HOUR) % curve.length];
}

/** What one of them has in mind, drawn from a stream of its own. */
export function intent(behavior, seed, index, at) {
  const chance = new Chance(seed, 'session', index);
  const actor = chance.weighted(behavior.actors);
  const way = chance.weighted(behavior.ways[actor]);
  return {
    index,
    at_seconds: at,
    actor,
    way,
    leaving: chance.weighted(behavior.leaving),
    delivery: chance.weighted(behavior.buyer.delivery),
    network: chance.weighted(behavior.network.till),
    loss_code: chance.weighted(behavior.loss_codes),
    card: chance.next(),
    basket: basket(chance, behavior.basket),
    person: person(chance, behavior.buyer),
  };
}

/** Places in the catalog from 0 to 1, because what is sold is known only when it is there. */
function basket(chance, { lines, quantity }) {
  return Array.from({ length: Number(chance.weighted(lines)) }, () => ({
    place: chance.next(),
    quantity: Number(chance.weighted(quantity)),
  }));
}
