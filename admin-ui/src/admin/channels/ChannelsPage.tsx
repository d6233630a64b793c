import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ChannelRef } from '../../shared/api';
import { type Address, go, hrefWith } from '../address';
import { Confirm } from '../Confirm';
import { Form } from '../Form';
import type { Field } from '../fields';
import { ChannelMark, Empty, ListState } from '../parts';
import { RowLink } from '../RowLink';
import { Rows } from '../Rows';
import { Side } from '../Side';
import { useSend } from '../send';
import { useDesk } from '../staff';
import { offerUndo } from '../Undo';
import { words as common } from '../words';
import { changesIn } from './policy';
import { words } from './words';

interface ChannelView extends Record<string, unknown> {
  id: string;
  kind: ChannelRef['kind'];
  name: string;
  country: string;
  currency: string;
  location_id: string | null;
  tenders: string[];
  asks: { terms: string | null; phone_for_delivery: boolean | null; digital_waiver: boolean | null };
}

const KINDS = ['return_policy', 'quality_mark', 'delivery_date', 'secure_payment', 'price_guarantee', 'call_me'];
const ASKS = ['buyer.email', 'fulfillment.option', 'fulfillment.address', 'payment.tender'];
const choices = (...pairs: [string, string][]) => pairs.map(([value, label]) => ({ value, label }));

const FIELDS: Field[] = [
  { name: 'tenders', label: words.tenders, help: words.tendersHelp, kind: 'list', required: true },
  { name: 'prices_include_tax', label: words.includeTax, kind: 'yes' },
  { name: 'takes_tips', label: words.takesTips, kind: 'yes' },
  {
    name: 'tax_rounding',
    label: words.taxRounding,
    kind: 'choice',
    required: true,
    options: choices(['line', words.perLine], ['total', words.perTotal]),
  },
  {
    name: 'delivery_tax',
    label: words.deliveryTax,
    kind: 'choice',
    required: true,
    options: choices(['highest', words.highest], ['proportional', words.proportional]),
  },
  {
    name: 'tax_calculator',
    label: words.calculator,
    kind: 'choice',
    required: true,
    options: choices(['rates', words.rates], ['stripe', words.stripe]),
  },
  {
    name: 'stock_hold',
    label: words.stockHold,
    kind: 'choice',
    required: true,
    options: choices(['submit', words.atSubmit], ['add', words.atAdd]),
  },
  { name: 'cash_rounding_minor', label: words.rounding, help: words.roundingHelp, kind: 'whole', required: true },
  { name: 'recovery_after_seconds', label: words.recovery, help: words.recoveryHelp, kind: 'whole', required: true },
  { name: 'terms', label: words.terms, help: words.termsHelp, kind: 'text', nullable: true },
  { name: 'phone_for_delivery', label: words.phone, kind: 'yes' },
  { name: 'digital_waiver', label: words.waiver, kind: 'yes' },
  {
    name: 'trust_messages',
    label: words.trust,
    kind: 'rows',
    one: words.message,
    fields: [
      {
        name: 'kind',
        label: words.trustKind,
        kind: 'choice',
        required: true,
        initial: KINDS[0] ?? '',
        options: KINDS.map((value) => ({ value, label: value })),
      },
      {
        name: 'ask',
        label: words.ask,
        kind: 'choice',
        required: true,
        initial: 'payment.tender',
        options: ASKS.map((value) => ({ value, label: value })),
      },
      { name: 'after_seconds', label: words.after, kind: 'whole', initial: '8' },
      { name: 'text', label: words.text, kind: 'text', required: true },
      { name: 'texts', label: words.texts, help: words.textsHelp, kind: 'map' },
    ],
  },
];
/** Of places where a card can be held to something. */
const READER: Field[] = [
  {
    name: 'reader_provider',
    label: words.readerProvider,
    kind: 'choice',
    options: choices(['', words.noReader], ['stripe', 'Stripe Terminal'], ['nexo', 'nexo']),
  },
  { name: 'reader_ref', label: words.readerRef, help: words.readerHelp, kind: 'text' },
  { name: 'tips_on_reader', label: words.tipsOnReader, kind: 'yes' },
];
const fieldsOf = ({ kind }: ChannelView): Field[] =>
  kind === 'pos' || kind === 'phone' ? [...FIELDS, ...READER] : FIELDS;

/** What takes a value away, where null would leave it as it is. */
const EMPTY: Record<string, string> = { reader_ref: '' };

const ASKED = ['terms', 'phone_for_delivery', 'digital_waiver'];

/** A channel as the form has it: what it asks stands beside the rest. */
const flat = (channel: ChannelView): Record<string, unknown> => ({ ...channel, ...channel.asks });

/** The change of a channel that a form means; only what is other than it was. */
function changeOf(channel: ChannelView, body: Record<string, unknown>): Record<string, unknown> {
  const before = flat(channel);
  // An empty name takes the reader away; one that is left out would leave it there.
  if (before.reader_ref && !body.reader_ref) body = { ...body, reader_ref: '' };
  const names = changesIn(before, body);
  const change = Object.fromEntries(names.filter((it) => !ASKED.includes(it)).map((it) => [it, body[it]]));
  if (names.some((it) => ASKED.includes(it))) {
    change.asks = Object.fromEntries(ASKED.map((it) => [it, body[it] ?? null]));
  }
  return change;
}

/** Places of sale, and how each counts and asks. */
export function ChannelsPage({ address }: { address: Address }) {
  const { ask } = useDesk();
  const list = useQuery({
    queryKey: ['channels', 'whole'],
    queryFn: () => ask<{ data: ChannelView[] }>('/channels'),
  });
  const rows = list.data?.data ?? [];
  const one = rows.find(({ id }) => id === address.parameters.get('channel'));
  return (
    <>
      <p className="muted">{words.channelsMore}</p>
      <ListState
        query={list}
        isEmpty={rows.length === 0}
        empty={
          <Empty title={words.noChannels}>
            <p>{words.noChannelsMore}</p>
          </Empty>
        }
      >
        <Rows
          name={common.pages.channels}
          rows={rows}
          keyOf={({ id }) => id}
          address={address}
          columns={[
            {
              title: words.channel,
              by: (it) => it.name,
              cell: (it) => (
                <RowLink href={hrefWith(address, { channel: it.id })}>
                  <ChannelMark channel={it} />
                </RowLink>
              ),
            },
            { title: words.id, by: (it) => it.id, cell: (it) => <code>{it.id}</code> },
            { title: words.country, by: (it) => it.country, cell: (it) => it.country },
            { title: words.currency, by: (it) => it.currency, cell: (it) => it.currency },
            { title: words.location, cell: (it) => it.location_id ?? common.nothing },
            { title: words.tenders, wraps: true, cell: (it) => it.tenders.join(', ') },
          ]}
        />
      </ListState>
      {one && <ChannelSide key={one.id} channel={one} onClose={() => go(hrefWith(address, { channel: null }))} />}
    </>
  );
}

function ChannelSide({ channel, onClose }: { channel: ChannelView; onClose: () => void }) {
  const { staff } = useDesk();
  const sending = useSend('channels');
  const [wanted, setWanted] = useState<Record<string, unknown> | null>(null);
  const may = staff.roles.includes('admin');
  const patch = async (change: Record<string, unknown>) =>
    (await sending.send('PATCH', `/channels/${channel.id}`, change)) !== null;
  const save = async () => {
    if (!wanted) return false;
    const before = flat(channel);
    const back = Object.fromEntries(
      Object.keys(wanted).map((name) => [name, name === 'asks' ? channel.asks : (before[name] ?? EMPTY[name] ?? null)]),
    );
    if (!(await patch(wanted))) return false;
    offerUndo(words.saved(channel.name), () => patch(back));
    onClose();
    return true;
  };
  if (!may) {
    return (
      <Side title={channel.name} onClose={onClose}>
        <p>{common.needsRole(['admin'])}</p>
      </Side>
    );
  }
  return (
    <Side title={channel.name} onClose={onClose}>
      {wanted && (
        <Preview channel={channel} wanted={wanted} onBack={() => setWanted(null)}>
          <Confirm
            opens={words.change}
            word={channel.id}
            button={words.change}
            busy={sending.busy}
            error={sending.error}
            onConfirm={save}
          >
            <p>{words.effect}</p>
          </Confirm>
        </Preview>
      )}
      <div hidden={wanted !== null}>
        <Form
          name={`channel ${channel.id}`}
          fields={fieldsOf(channel)}
          object={flat(channel)}
          sending={sending}
          button={words.preview}
          onSend={async (body) => {
            setWanted(changeOf(channel, body));
            return false;
          }}
        />
        <Feedback id={channel.id} />
      </div>
    </Side>
  );
}

interface PreviewProps {
  channel: ChannelView;
  wanted: Record<string, unknown>;
  onBack: () => void;
  children: React.ReactNode;
}

/** What would be other than it is, before anybody buys by it. */
function Preview({ channel, wanted, onBack, children }: PreviewProps) {
  const before: Record<string, unknown> = channel;
  const names = Object.keys(wanted);
  return (
    <section className="panel" aria-label={words.previewTitle(channel.name)}>
      <h3>{words.previewTitle(channel.name)}</h3>
      {names.length === 0 && <p>{words.nothingChanges}</p>}
      <ul>
        {names.map((name) => (
          <li key={name} className="wraps">
            <code>{name}</code>: <del>{said(before[name])}</del> → <ins>{said(wanted[name])}</ins>
          </li>
        ))}
      </ul>
      <div className="buttons">
        {names.length > 0 && children}
        <Button variant="default" size="xs" onClick={onBack}>
          {common.edit}
        </Button>
      </div>
    </section>
  );
}

const said = (value: unknown): string =>
  typeof value === 'boolean'
    ? value
      ? common.yes
      : common.no
    : typeof value === 'string'
      ? value
      : JSON.stringify(value);

function Feedback({ id }: { id: string }) {
  const { ask } = useDesk();
  const sending = useSend('feedback-policy');
  const path = `/channels/${encodeURIComponent(id)}/feedback-policy`;
  const policy = useQuery({
    queryKey: ['feedback-policy', id],
    queryFn: () => ask<Record<string, unknown>>(path),
  });
  if (!policy.data) return null;
  const before = policy.data;
  return (
    <details>
      <summary>{words.feedback}</summary>
      <Form
        key={JSON.stringify(before)}
        name={`feedback ${id}`}
        fields={[
          { name: 'asks', label: words.feedbackAsks, kind: 'yes' },
          { name: 'question', label: words.question, help: words.questionHelp, kind: 'text', nullable: true },
          { name: 'review_after_seconds', label: words.review, help: words.reviewHelp, kind: 'whole', nullable: true },
        ]}
        object={before}
        sending={sending}
        button={common.save}
        onSend={async (body) => {
          if ((await sending.send('PUT', path, body)) === null) return false;
          offerUndo(words.saved(words.feedback), async () => (await sending.send('PUT', path, before)) !== null);
          return true;
        }}
      />
    </details>
  );
}
