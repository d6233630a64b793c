import { call } from '../shared/http';
import { maySee, PAGES, type Page, placeOf } from './pages';
import { words } from './words';

/** Something that can be gone to. */
export interface Found {
  href: string;
  title: string;
  more: string;
}

/** What a text may be the name of. */
export interface Guess {
  order: string | null;
  id: string | null;
  contact: { email: string } | { phone: string } | null;
  item: string | null;
}

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** An order by its number, a session or order by its id, a customer by what is theirs, an item by SKU or words. */
export function guess(text: string): Guess {
  const asked = text.trim();
  const isId = ID.test(asked);
  const isNumber = /^#?\d{1,12}$/.test(asked);
  const isPhone = /^\+[\d\s()./-]{5,}$/.test(asked);
  const isEmail = /^\S+@\S+\.\S+$/.test(asked);
  return {
    order: isNumber ? asked.replace('#', '') : null,
    id: isId ? asked.toLowerCase() : null,
    contact: isEmail ? { email: asked } : isPhone ? { phone: asked } : null,
    item: asked.length > 1 && !isId && !isEmail && !isPhone ? asked : null,
  };
}

/** Pages somebody may see whose name, or that of whose group, has each word of the text. */
export function pagesFor(text: string, roles: string[]): Found[] {
  const asked = text.toLowerCase().split(/\s+/).filter(Boolean);
  return PAGES.filter((page: Page) => maySee(page, roles))
    .map((page) => {
      const { name, group } = placeOf(page);
      return { href: `/admin/${page}`, title: name, more: words.groups[group] };
    })
    .filter(({ title, more }) => asked.every((word) => `${title} ${more}`.toLowerCase().includes(word)));
}

interface Asking {
  token: string;
  ask: <T>(path: string) => Promise<T>;
  roles: string[];
  channel: string | undefined;
}

/** Asks the server for what a text may be; what may not be asked for or is not there is left out. */
export async function findAll(text: string, { token, ask, roles, channel }: Asking): Promise<Found[]> {
  const { order, id, contact, item } = guess(text);
  const asked: Promise<Found[]>[] = [];
  if (order && maySee('payments', roles)) {
    asked.push(
      ask<{ data: { order_id: string; number: string; channel_id: string }[] }>(
        `/returnable-orders?${new URLSearchParams({ number: order })}`,
      ).then(({ data }) =>
        data.map((it) => ({
          href: `/admin/orders?order=${it.order_id}`,
          title: `${words.order} ${it.number}`,
          more: it.channel_id,
        })),
      ),
    );
  }
  if (id && maySee('sessions', roles)) {
    asked.push(
      ask(`/checkout-sessions/${id}`).then(() => [
        { href: `/admin/sessions?session=${id}`, title: words.session, more: id },
      ]),
      ask<{ number: string }>(`/orders/${id}`).then(({ number }) => [
        { href: `/admin/orders?order=${id}`, title: `${words.order} ${number}`, more: id },
      ]),
    );
  }
  if (contact && maySee('customers', roles)) {
    asked.push(
      call<{ data: { id: string; name: string | null }[] }>('POST', '/customer-lookups', { token, body: contact }).then(
        ({ value }) =>
          value.data.map((it) => ({
            href: `/admin/customers?customer=${it.id}`,
            title: it.name ?? text.trim(),
            more: words.pages.customers,
          })),
      ),
    );
  }
  if (item && channel && maySee('items', roles)) {
    asked.push(
      ask<{ data: { sku: string; name: string }[] }>(
        `/items?${new URLSearchParams({ channel, query: item, limit: '5' })}`,
      ).then(({ data }) =>
        data.map((it) => ({ href: `/admin/items?item=${encodeURIComponent(it.sku)}`, title: it.name, more: it.sku })),
      ),
    );
  }
  const answers = await Promise.allSettled(asked);
  return answers.flatMap((it) => (it.status === 'fulfilled' ? it.value : []));
}
