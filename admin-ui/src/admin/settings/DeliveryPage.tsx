import { Alert } from '@mantine/core';
import { useState } from 'react';
import { money } from '../../shared/money';
import type { Address } from '../address';
import { Confirm } from '../Confirm';
import { useDraft } from '../draft';
import { Boxes } from '../Form';
import { type Field, readTyped, type Typed } from '../fields';
import { LOCALE } from '../parts';
import { useSend } from '../send';
import { useDesk } from '../staff';
import { Whole } from '../Whole';
import { words as common } from '../words';
import { placesOf } from './places';
import { words } from './words';

const KINDS = Object.entries(words.kinds).map(([value, label]) => ({ value, label }));
const WEEK = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((value) => ({ value, label: value }));
const CURRENCY = { field: 'currency' };

const RATE: Field[] = [
  { name: 'currency', label: words.currency, kind: 'text', required: true, initial: 'EUR' },
  { name: 'amount_minor', label: words.amount, kind: 'amount', currency: CURRENCY, required: true },
  { name: 'country', label: words.country, help: words.countryHelp, kind: 'text' },
  { name: 'postal_prefix', label: words.postalPrefix, kind: 'text' },
  { name: 'min_days', label: words.minDays, kind: 'whole' },
  { name: 'max_days', label: words.maxDays, kind: 'whole' },
  { name: 'min_weight_grams', label: words.minWeight, kind: 'whole' },
  { name: 'max_weight_grams', label: words.maxWeight, kind: 'whole' },
  { name: 'min_value_minor', label: words.minValue, kind: 'amount', currency: CURRENCY },
  { name: 'max_value_minor', label: words.maxValue, kind: 'amount', currency: CURRENCY },
  { name: 'per_kg_minor', label: words.perKg, kind: 'amount', currency: CURRENCY },
];
const isPlaced = ({ kind }: Typed) => kind === 'pickup' || kind === 'local_delivery';
const OPTION: Field[] = [
  { name: 'id', label: words.id, kind: 'text', required: true, fixed: true },
  { name: 'title', label: words.title, kind: 'text', required: true },
  { name: 'kind', label: words.kind, kind: 'choice', required: true, initial: 'shipping', options: KINDS },
  {
    name: 'location_id',
    label: words.location,
    help: words.locationHelp,
    kind: 'text',
    required: true,
    when: isPlaced,
  },
  {
    name: 'radius_km',
    label: words.radius,
    kind: 'decimal',
    required: true,
    when: ({ kind }) => kind === 'local_delivery',
  },
  { name: 'cutoff', label: words.cutoff, help: words.cutoffHelp, kind: 'text' },
  { name: 'handling_days', label: words.handling, kind: 'whole' },
  { name: 'rest_days', label: words.restDays, kind: 'many', options: WEEK, nullable: true },
  { name: 'active', label: words.active, kind: 'yes', initial: true },
  { name: 'rates', label: words.rates, kind: 'rows', one: words.rate, fields: RATE },
];
const RULE: Field[] = [
  {
    name: 'effect',
    label: words.effect,
    kind: 'choice',
    required: true,
    initial: 'prefer',
    options: Object.entries(words.effects).map(([value, label]) => ({ value, label })),
  },
  { name: 'because', label: words.because, help: words.becauseHelp, kind: 'text', required: true },
  { name: 'kinds', label: words.kind, kind: 'many', options: KINDS, nullable: true },
  { name: 'channels', label: words.channels, help: words.channelsHelp, kind: 'list', nullable: true },
  { name: 'within_km', label: words.withinKm, kind: 'decimal' },
  { name: 'ready_within_minutes', label: words.readyWithin, kind: 'whole' },
  { name: 'arrives_within_days', label: words.arrivesWithin, kind: 'whole' },
  { name: 'arrives_after_days', label: words.arrivesAfter, kind: 'whole' },
  { name: 'open_now', label: words.openNow, kind: 'yes', nullable: true },
];
const HOLIDAY: Field[] = [
  { name: 'country', label: words.country, help: words.countryNeeded, kind: 'text', required: true },
  { name: 'day', label: words.day, kind: 'day', required: true },
  { name: 'name', label: words.name, kind: 'text', required: true },
];

interface Rate {
  currency: string;
  country?: string | null;
  amount_minor: number;
  min_days?: number;
  max_days?: number;
}

const ratesIn = (row: Record<string, unknown>): string =>
  ((row.rates ?? []) as Rate[])
    .map((rate) =>
      [
        rate.country,
        money(rate.amount_minor, rate.currency, LOCALE),
        rate.max_days !== undefined && rate.max_days !== null && words.days(rate.min_days ?? 0, rate.max_days),
      ]
        .filter(Boolean)
        .join(' '),
    )
    .join(' · ');
const listed = (value: unknown): string => ((value ?? []) as string[]).join(', ');

/** How goods reach buyers, what that costs, and when nobody brings anything. */
export function DeliveryPage({ address }: { address: Address }) {
  return (
    <>
      <Whole
        address={address}
        path="/fulfillment-options"
        title={words.optionsTitle}
        more={words.optionsMore}
        one={words.option}
        word="delivery"
        fields={OPTION}
        nameOf={(row) => String(row.id)}
        columns={[
          { title: words.id, by: (it) => String(it.id), text: (it) => String(it.id), cell: (it) => String(it.id) },
          {
            title: words.title,
            by: (it) => String(it.title),
            text: (it) => String(it.title),
            wraps: true,
            cell: (it) => String(it.title),
          },
          {
            title: words.kind,
            by: (it) => String(it.kind),
            text: (it) => String(it.kind),
            cell: (it) => words.kinds[String(it.kind)] ?? String(it.kind),
          },
          { title: words.rates, text: ratesIn, wraps: true, cell: ratesIn },
        ]}
      />
      <Whole
        address={address}
        path="/fulfillment-rules"
        title={words.rulesTitle}
        more={words.rulesMore}
        one={words.rule}
        ordered
        fields={RULE}
        nameOf={(row) => `${words.effects[String(row.effect)]}: ${row.because}`}
        columns={[
          { title: words.effect, cell: (it) => words.effects[String(it.effect)] },
          { title: words.kind, wraps: true, cell: (it) => listed(it.kinds) },
          { title: words.because, wraps: true, text: (it) => String(it.because), cell: (it) => String(it.because) },
        ]}
      />
      <Whole
        address={address}
        path="/holidays"
        title={words.holidaysTitle}
        more={words.holidaysMore}
        one={words.holiday}
        fields={HOLIDAY}
        nameOf={(row) => `${row.day} ${row.country}`}
        columns={[
          { title: words.day, by: (it) => String(it.day), text: (it) => String(it.day), cell: (it) => String(it.day) },
          {
            title: words.country,
            by: (it) => String(it.country),
            text: (it) => String(it.country),
            cell: (it) => String(it.country),
          },
          { title: words.name, text: (it) => String(it.name), wraps: true, cell: (it) => String(it.name) },
        ]}
      />
      <Places />
    </>
  );
}

const PLACES: Field[] = [
  { name: 'places', label: words.places, help: words.placesExample, kind: 'written', required: true, parse: placesOf },
];

/** What is where cannot be read back, so it is written as a whole. */
function Places() {
  const { staff } = useDesk();
  const draft = useDraft<Typed>('postal-places', { places: '' });
  const sending = useSend('postal-places');
  const [said, setSaid] = useState('');
  const { body, wrong } = readTyped(PLACES, draft.value);
  const places = (body.places ?? []) as unknown[];
  const ready = Object.keys(wrong).length === 0;
  return (
    <section aria-label={words.placesTitle}>
      <h2>{words.placesTitle}</h2>
      <p className="muted">{words.placesMore}</p>
      {staff.roles.includes('admin') ? (
        <>
          <Boxes
            fields={PLACES}
            typed={draft.value}
            isNew
            problems={draft.isTouched && !ready ? wrong : {}}
            onChange={draft.set}
          />
          {ready && (
            <Confirm
              opens={words.placesButton}
              word={words.placesWord}
              button={words.placesButton}
              busy={sending.busy}
              error={sending.error}
              onConfirm={async () => {
                const done = await sending.send<{ written: number }>('PUT', '/postal-places', { data: places });
                if (!done) return false;
                setSaid(words.placesDone(done.value.written));
                draft.clear();
                return true;
              }}
            >
              <Alert color="yellow">{words.placesEffect(places.length)}</Alert>
            </Confirm>
          )}
          <p role="status">{said}</p>
        </>
      ) : (
        <p className="muted">{common.needsRole(['admin'])}</p>
      )}
    </section>
  );
}
