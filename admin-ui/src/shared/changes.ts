import type { Session } from './api';

/** What is told of, by the names that pages have words for. */
const parts = ({ buyer, fulfillment, line_items, discount_codes }: Session) => {
  const address = fulfillment?.address;
  return {
    name: [buyer?.name, address?.name],
    phone: buyer?.phone ?? null,
    email: buyer?.email ?? null,
    option: fulfillment?.option_id ?? null,
    line1: address?.line1 ?? null,
    line2: address?.line2 ?? null,
    postal_code: address?.postal_code ?? null,
    city: address?.city ?? null,
    region: address?.region ?? null,
    country: address?.country ?? null,
    basket: line_items.map(({ sku, quantity }) => [sku, quantity]),
    code: discount_codes,
  };
};

/** Which fields differ between two versions of a session; values are not told, for a line stays on the screen. */
export function changedFields(before: Session, after: Session): string[] {
  if (before.id !== after.id || before.buyer_hidden || after.buyer_hidden) return [];
  const [were, are] = [parts(before), parts(after)];
  return (Object.keys(are) as (keyof typeof are)[]).filter(
    (name) => JSON.stringify(were[name]) !== JSON.stringify(are[name]),
  );
}
