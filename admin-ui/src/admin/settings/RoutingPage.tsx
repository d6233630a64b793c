import { useQuery } from '@tanstack/react-query';
import type { Address } from '../address';
import type { Field } from '../fields';
import { useDesk } from '../staff';
import { Whole } from '../Whole';
import { words } from './words';

const RULE: Field[] = [
  { name: 'providers', label: words.providers, help: words.providersHelp, kind: 'list', required: true },
  { name: 'channel_id', label: words.channels, kind: 'text' },
  { name: 'country', label: words.country, help: words.countryHelp, kind: 'text' },
  { name: 'currency', label: words.currency, kind: 'text' },
  { name: 'tender_type', label: words.tender, kind: 'text' },
  { name: 'card_brand', label: words.brand, kind: 'text' },
  { name: 'min_amount_minor', label: words.minAmount, kind: 'whole' },
  { name: 'max_amount_minor', label: words.maxAmount, kind: 'whole' },
];
const SCALE: Field[] = [
  { name: 'prefix', label: words.prefix, kind: 'text', required: true },
  { name: 'item_digits', label: words.itemDigits, kind: 'whole', required: true, initial: '5' },
  { name: 'value_digits', label: words.valueDigits, kind: 'whole', required: true, initial: '5' },
  {
    name: 'holds',
    label: words.holds,
    kind: 'choice',
    required: true,
    initial: 'grams',
    options: [
      { value: 'grams', label: 'grams' },
      { value: 'price', label: 'price' },
    ],
  },
];
const textOf =
  (name: string) =>
  (row: Record<string, unknown>): string =>
    String(row[name] ?? words.any);

/** Which payment provider is asked for what, and what scales print. */
export function RoutingPage({ address }: { address: Address }) {
  const { ask } = useDesk();
  const known = useQuery({
    queryKey: ['whole', '/routing-rules'],
    queryFn: () => ask<Record<string, unknown>>('/routing-rules'),
  });
  const names = ((known.data?.providers ?? []) as string[]).join(', ');
  return (
    <>
      <Whole
        address={address}
        path="/routing-rules"
        member="rules"
        title={words.routingTitle}
        more={
          <>
            {words.routingMore} {names && words.known(names)}
          </>
        }
        one={words.rule}
        word="routing"
        ordered
        fields={RULE}
        nameOf={(row) =>
          `${RULE.slice(1)
            .map(({ name }) => row[name])
            .filter(Boolean)
            .join(' ')} → ${((row.providers ?? []) as string[]).join(', ')}`.trim()
        }
        columns={[
          { title: words.channels, text: textOf('channel_id'), cell: textOf('channel_id') },
          { title: words.country, text: textOf('country'), cell: textOf('country') },
          { title: words.currency, text: textOf('currency'), cell: textOf('currency') },
          { title: words.tender, text: textOf('tender_type'), cell: textOf('tender_type') },
          { title: words.brand, text: textOf('card_brand'), cell: textOf('card_brand') },
          {
            title: words.providers,
            text: (it) => ((it.providers ?? []) as string[]).join(' '),
            cell: (it) => ((it.providers ?? []) as string[]).join(', '),
          },
        ]}
      />
      <Whole
        address={address}
        path="/scale-barcodes"
        title={words.scalesTitle}
        more={words.scalesMore}
        one={words.scale}
        fields={SCALE}
        nameOf={(row) => String(row.prefix)}
        columns={[
          { title: words.prefix, by: (it) => String(it.prefix), text: textOf('prefix'), cell: textOf('prefix') },
          { title: words.itemDigits, amount: true, text: textOf('item_digits'), cell: textOf('item_digits') },
          { title: words.valueDigits, amount: true, text: textOf('value_digits'), cell: textOf('value_digits') },
          { title: words.holds, text: textOf('holds'), cell: textOf('holds') },
        ]}
      />
    </>
  );
}
