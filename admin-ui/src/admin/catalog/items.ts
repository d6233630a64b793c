import type { Field } from '../fields';
import { words } from './words';

/** An item, whole, as it is written and exported. */
export interface Item extends Record<string, unknown> {
  sku: string;
  name: string;
  category?: string | null;
  active?: boolean;
  digital?: boolean;
  barcodes?: string[];
  prices: Record<string, number>;
}

export const ITEM_FIELDS: Field[] = [
  { name: 'sku', label: words.sku, help: words.skuHelp, kind: 'text', required: true, fixed: true },
  { name: 'name', label: words.name, kind: 'text', required: true },
  { name: 'prices', label: words.prices, help: words.pricesHelp, kind: 'map', holds: 'amount', required: true },
  { name: 'description', label: words.description, kind: 'area' },
  { name: 'category', label: words.category, kind: 'text' },
  { name: 'tax_category', label: words.taxCategory, help: words.taxHelp, kind: 'text' },
  { name: 'barcodes', label: words.barcodes, help: words.barcodesHelp, kind: 'list' },
  { name: 'weight_grams', label: words.weight, kind: 'whole' },
  { name: 'min_age', label: words.minAge, help: words.minAgeHelp, kind: 'whole' },
  { name: 'image_url', label: words.image, help: words.imageHelp, kind: 'text' },
  { name: 'group', label: words.group, help: words.groupHelp, kind: 'text' },
  { name: 'active', label: words.active, kind: 'yes', initial: true },
  { name: 'digital', label: words.digital, kind: 'yes' },
  { name: 'variant', label: words.variant, help: words.variantHelp, kind: 'map' },
  { name: 'fees', label: words.fees, help: words.feesHelp, kind: 'map', holds: 'whole' },
  { name: 'store_product_ids', label: words.storeIds, help: words.storeIdsHelp, kind: 'map' },
];

/** Those in which every word of the query stands somewhere, whatever its case. */
export function matching(items: Item[], query: string): Item[] {
  const asked = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (asked.length === 0) return items;
  return items.filter(({ sku, name, category, barcodes }) => {
    const text = [sku, name, category ?? '', ...(barcodes ?? [])].join(' ').toLowerCase();
    return asked.every((word) => text.includes(word));
  });
}

/** Which of so many rows are on a page, counted from 1. */
export function pageOf(count: number, wanted: number, size: number) {
  const pages = Math.max(1, Math.ceil(count / size));
  const page = Math.min(Math.max(1, wanted || 1), pages);
  return { page, pages, from: (page - 1) * size, to: Math.min(page * size, count) };
}
