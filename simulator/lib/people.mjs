/** People and places that are plainly made up; the numbers are of the range that is kept for films. */

const FIRST = [
  'Ada',
  'Ben',
  'Carla',
  'Deniz',
  'Emil',
  'Frida',
  'Gül',
  'Hugo',
  'Ines',
  'Jonas',
  'Kaya',
  'Lena',
  'Milan',
  'Nora',
];
const LAST = [
  'Albrecht',
  'Brandt',
  'Celik',
  'Dorn',
  'Ernst',
  'Falk',
  'Gruber',
  'Hansen',
  'Ivanov',
  'Jung',
  'Keller',
  'Lorenz',
];
const STREETS = [
  'Ahornweg',
  'Bahnhofstr.',
  'Dorfstr.',
  'Gartenweg',
  'Hauptstr.',
  'Lindenallee',
  'Mühlgasse',
  'Schulstr.',
];
const PLACES = {
  DE: [
    ['10119', 'Berlin'],
    ['10435', 'Berlin'],
    ['20457', 'Hamburg'],
    ['50667', 'Köln'],
    ['80331', 'München'],
    ['04109', 'Leipzig'],
  ],
  AT: [
    ['1010', 'Wien'],
    ['8010', 'Graz'],
  ],
  FR: [
    ['75011', 'Paris'],
    ['69001', 'Lyon'],
  ],
  NL: [
    ['1012 AB', 'Amsterdam'],
    ['3511 LX', 'Utrecht'],
  ],
};

/** Somebody who may buy: who they are, where they live, and how carefully they type. */
export function person(chance, { country: countries, mistakes }) {
  const first = chance.pick(FIRST);
  const last = chance.pick(LAST);
  const country = chance.weighted(countries);
  const [postal_code, city] = chance.pick(PLACES[country] ?? PLACES.DE);
  const name = `${first} ${last}`;
  const mailbox = `${first}.${last}`
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^a-z.]/g, '');
  return {
    name,
    email: `${mailbox}.${Math.floor(chance.next() * 100_000)}@example.com`,
    phone: phoneNumber(chance),
    address: {
      name,
      line1: `${chance.pick(STREETS)} ${1 + Math.floor(chance.next() * 80)}`,
      postal_code,
      city,
      country,
    },
    mistypes: {
      email: chance.happens(mistakes.email),
      postal_code: chance.happens(mistakes.postal_code),
      search: chance.happens(mistakes.typo_in_search),
    },
  };
}

/** One of +49 30 23125 100 to 999: the demo's known caller has another. */
function phoneNumber(chance) {
  return `+49 30 23125 ${100 + Math.floor(chance.next() * 900)}`;
}

export const mistypedEmail = (email) => email.replace('@example.com', '@example');

/** Two neighboring letters change places. */
export function mistypedWord(word) {
  return word.length < 4 ? word : word[0] + word[2] + word[1] + word.slice(3);
}
