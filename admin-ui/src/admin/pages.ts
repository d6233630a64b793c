import { words } from './words';

/** All pages of the admin, and in which group of the menu each stands. */
const GROUPS = {
  home: ['home'],
  funnel: ['funnel', 'experiments', 'feedback'],
  sessions: ['sessions', 'parked'],
  orders: ['orders', 'fulfillments', 'payments', 'books'],
  catalog: ['items', 'stock', 'price-lists', 'import', 'promotions', 'gift-cards'],
  customers: ['customers'],
  settings: [
    'channels',
    'registers',
    'shifts',
    'locations',
    'delivery',
    'taxes',
    'routing',
    'staff',
    'keys',
    'webhooks',
    'exports',
    'provider-events',
    'documentation',
  ],
} as const;

export type Group = keyof typeof GROUPS;
export type Page = (typeof GROUPS)[Group][number];

interface Place {
  group: Group;
  /** What the page is called in the menu. */
  name: string;
  title: string;
  /** Who may see it; the server decides for each call in any case. */
  roles: string[];
}

const KEEPERS = ['manager', 'admin'];
const READERS = ['analyst', ...KEEPERS];
const HELPERS = ['agent', ...KEEPERS];

const ROLES: Record<Page, string[]> = {
  home: READERS,
  funnel: READERS,
  experiments: READERS,
  feedback: READERS,
  sessions: HELPERS,
  parked: KEEPERS,
  orders: ['cashier', ...HELPERS],
  fulfillments: ['cashier', ...HELPERS],
  payments: HELPERS,
  books: KEEPERS,
  items: KEEPERS,
  stock: KEEPERS,
  'price-lists': KEEPERS,
  import: KEEPERS,
  promotions: KEEPERS,
  'gift-cards': KEEPERS,
  customers: HELPERS,
  channels: KEEPERS,
  registers: KEEPERS,
  shifts: KEEPERS,
  locations: KEEPERS,
  delivery: KEEPERS,
  taxes: KEEPERS,
  routing: KEEPERS,
  staff: KEEPERS,
  keys: ['admin'],
  webhooks: ['admin'],
  exports: ['admin'],
  'provider-events': ['admin'],
  documentation: KEEPERS,
};

export const PAGES = Object.keys(ROLES) as Page[];

const groupOf = (page: Page): Group =>
  (Object.keys(GROUPS) as Group[]).find((it) => (GROUPS[it] as readonly Page[]).includes(page)) ?? 'home';

export const placeOf = (page: Page): Place => ({
  group: groupOf(page),
  name: words.pages[page],
  title: page === 'payments' ? words.paymentsUnderWay : words.pages[page],
  roles: ROLES[page],
});

export const maySee = (page: Page, roles: string[]): boolean => roles.some((role) => ROLES[page].includes(role));

/** The menu of somebody: groups with something in them, each leading to its first page, and the pages of each. */
export function menuOf(roles: string[]): { group: Group; name: string; pages: Page[] }[] {
  return (Object.keys(GROUPS) as Group[])
    .map((group) => ({
      group,
      name: words.groups[group],
      pages: GROUPS[group].filter((page) => maySee(page, roles)) as Page[],
    }))
    .filter(({ pages }) => pages.length > 0);
}

/** Where somebody begins who did not say where to. */
export const firstPage = (roles: string[]): Page => menuOf(roles)[0]?.pages[0] ?? 'orders';
