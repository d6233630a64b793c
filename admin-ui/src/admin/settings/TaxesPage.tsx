import type { Address } from '../address';
import type { Field } from '../fields';
import { Whole } from '../Whole';
import { words } from './words';

const FIELDS: Field[] = [
  { name: 'country', label: words.country, help: words.countryNeeded, kind: 'text', required: true },
  { name: 'region', label: words.region, kind: 'text' },
  { name: 'postal_prefix', label: words.postalPrefix, kind: 'text' },
  { name: 'tax_category', label: words.taxCategory, kind: 'text', required: true, initial: 'standard' },
  { name: 'percent', label: words.percent, kind: 'decimal', required: true },
  { name: 'valid_from', label: words.validFrom, kind: 'day' },
];
const textOf =
  (name: string) =>
  (row: Record<string, unknown>): string =>
    String(row[name] ?? '');
const column = (title: string, name: string) => ({
  title,
  by: textOf(name),
  text: textOf(name),
  cell: textOf(name),
});

/** What is taxed how, by where goods go. */
export function TaxesPage({ address }: { address: Address }) {
  return (
    <Whole
      address={address}
      path="/tax-rates"
      title={words.taxesTitle}
      more={words.taxesMore}
      one={words.taxRate}
      word="taxes"
      fields={FIELDS}
      nameOf={(row) =>
        [row.country, row.region, row.postal_prefix, row.tax_category, row.valid_from].filter(Boolean).join(' ')
      }
      columns={[
        column(words.country, 'country'),
        column(words.region, 'region'),
        column(words.postalPrefix, 'postal_prefix'),
        column(words.taxCategory, 'tax_category'),
        { ...column(words.percent, 'percent'), by: (it) => Number(it.percent), amount: true },
        column(words.validFrom, 'valid_from'),
      ]}
    />
  );
}
