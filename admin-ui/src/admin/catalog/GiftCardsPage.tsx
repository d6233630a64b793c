import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { moment } from '../../shared/dates';
import { type Address, go, hrefWith } from '../address';
import { Secret } from '../Confirm';
import { Form } from '../Form';
import type { Field } from '../fields';
import { Amount, Empty, Failed, ListState, LOCALE, Loading, ShowMore } from '../parts';
import { RowLink } from '../RowLink';
import { Rows } from '../Rows';
import { Side } from '../Side';
import { useSend } from '../send';
import { rowsOf, useDesk, useList } from '../staff';
import { words as common } from '../words';
import { words } from './words';

interface GiftCard {
  id: string;
  kind: string;
  code: string | null;
  initial_minor: number;
  balance_minor: number;
  currency: string;
  customer_id: string | null;
  state: 'active' | 'disabled' | 'expired';
  expires_at: string | null;
  created_by: string;
  reason: string;
  created_at: string;
}

interface Entry {
  id: string;
  kind: string;
  amount_minor: number;
  actor: string;
  reason: string;
  created_at: string;
}

const TONE = { active: 'ok', disabled: 'bad', expired: 'muted' } as const;
const ISSUE: Field[] = [
  { name: 'currency', label: words.currency, kind: 'text', required: true, initial: 'EUR' },
  { name: 'amount_minor', label: words.amount, kind: 'amount', currency: { field: 'currency' }, required: true },
  {
    name: 'kind',
    label: words.kind,
    kind: 'choice',
    required: true,
    initial: 'gift_card',
    options: Object.entries(words.cardKind).map(([value, label]) => ({ value, label })),
  },
  {
    name: 'customer_id',
    label: words.customer,
    help: words.customerHelp,
    kind: 'text',
    required: true,
    when: ({ kind }) => kind === 'store_credit',
  },
  { name: 'expires_at', label: words.expires, help: words.expiresHelp, kind: 'moment' },
  { name: 'reason', label: words.reason, kind: 'text', required: true },
];

/** Gift cards and store credit: given out, topped up, disabled. */
export function GiftCardsPage({ address }: { address: Address }) {
  const customer = address.parameters.get('customer');
  const list = useList<GiftCard>('gift-cards', { customer_id: customer });
  const rows = rowsOf(list);
  const sending = useSend('gift-cards');
  const [code, setCode] = useState<string | null>(null);
  const fresh = address.parameters.get('new') !== null;
  const shown = address.parameters.get('card');
  return (
    <>
      <p className="muted">{words.cardsMore}</p>
      {code ? (
        <div className="panel">
          <Secret name={words.cardCode} value={code} more={words.codeOnce} />
          <Button onClick={() => setCode(null)}>{words.kept}</Button>
        </div>
      ) : fresh ? (
        <div className="panel">
          <Form
            name="gift-card"
            fields={ISSUE}
            object={null}
            sending={sending}
            button={words.giveOut}
            onCancel={() => go(hrefWith(address, { new: null }))}
            onSend={async (body) => {
              const made = await sending.send<{ code: string | null }>('POST', '/gift-cards', body);
              if (!made) return false;
              setCode(made.value.code);
              go(hrefWith(address, { new: null }));
              return true;
            }}
          />
        </div>
      ) : (
        <Button mb="md" onClick={() => go(hrefWith(address, { new: 'yes' }))}>
          {words.newCard}
        </Button>
      )}
      <ListState
        query={list}
        isEmpty={rows.length === 0}
        empty={
          <Empty title={words.noCards}>
            <p>{words.noCardsMore}</p>
          </Empty>
        }
      >
        <Rows
          name={common.pages['gift-cards']}
          rows={rows}
          keyOf={(it) => it.id}
          {...(list.hasNextPage ? {} : { address })}
          csv="gift-cards.csv"
          columns={[
            {
              title: words.card,
              text: (it) => it.code,
              cell: (it) => (
                <RowLink href={hrefWith(address, { card: it.id })}>
                  {it.code ?? words.cardKind[it.kind] ?? it.kind}
                </RowLink>
              ),
            },
            {
              title: words.state,
              by: (it) => it.state,
              text: (it) => it.state,
              cell: (it) => <span className={`mark ${TONE[it.state]}`}>{it.state}</span>,
            },
            {
              title: words.balance,
              amount: true,
              by: (it) => it.balance_minor,
              text: (it) => it.balance_minor,
              cell: (it) => <Amount minor={it.balance_minor} currency={it.currency} />,
            },
            {
              title: words.given,
              amount: true,
              by: (it) => it.initial_minor,
              text: (it) => it.initial_minor,
              cell: (it) => <Amount minor={it.initial_minor} currency={it.currency} />,
            },
            { title: words.expires, cell: (it) => (it.expires_at ? moment(it.expires_at, LOCALE) : common.never) },
            { title: words.reason, wraps: true, text: (it) => it.reason, cell: (it) => it.reason },
            {
              title: common.created,
              by: (it) => it.created_at,
              text: (it) => it.created_at,
              cell: (it) => moment(it.created_at, LOCALE),
            },
          ]}
        />
        <ShowMore list={list} />
      </ListState>
      {shown && <CardSide key={shown} id={shown} onClose={() => go(hrefWith(address, { card: null }))} />}
    </>
  );
}

function CardSide({ id, onClose }: { id: string; onClose: () => void }) {
  const { ask } = useDesk();
  const query = useQuery({
    queryKey: ['gift-cards', 'one', id],
    queryFn: () => ask<{ gift_card: GiftCard; entries: Entry[] }>(`/gift-cards/${encodeURIComponent(id)}`),
  });
  const { data, error } = query;
  return (
    <Side title={data?.gift_card.code ?? words.card} onClose={onClose}>
      {error && <Failed error={error} onRetry={() => void query.refetch()} />}
      {!data && !error && <Loading rows={6} />}
      {data && <Details card={data.gift_card} entries={data.entries} />}
    </Side>
  );
}

function Details({ card, entries }: { card: GiftCard; entries: Entry[] }) {
  const sending = useSend('gift-cards');
  const [said, setSaid] = useState('');
  const active = card.state === 'active';
  const adjust = async (body: Record<string, unknown>) => {
    const done = await sending.send('POST', `/gift-cards/${card.id}/adjustments`, body);
    if (done) setSaid(words.changed);
    return done !== null;
  };
  return (
    <>
      <p className="facts">
        <span className={`mark ${TONE[card.state]}`}>{card.state}</span>
        <span>{words.cardKind[card.kind] ?? card.kind}</span>
        <strong>
          <Amount minor={card.balance_minor} currency={card.currency} />
        </strong>
      </p>
      <p role="status">{said}</p>
      {card.state !== 'expired' && (
        <Form
          key={card.state}
          name={`card ${card.id} ${card.state}`}
          fields={[{ name: 'reason', label: words.reason, kind: 'text', required: true }]}
          object={null}
          sending={sending}
          button={active ? words.disable : words.enable}
          onSend={(body) => adjust({ ...body, action: active ? 'disable' : 'enable' })}
        />
      )}
      {active && (
        <details>
          <summary>{words.topUp}</summary>
          <Form
            name={`top up ${card.id}`}
            fields={[
              { name: 'amount_minor', label: words.topUpBy, kind: 'amount', currency: card.currency, required: true },
              { name: 'reason', label: words.reason, kind: 'text', required: true },
            ]}
            object={null}
            sending={sending}
            button={words.topUp}
            onSend={(body) => adjust({ ...body, action: 'top_up' })}
          />
        </details>
      )}
      <h3>{words.entries}</h3>
      <Rows
        name={words.entries}
        rows={entries}
        keyOf={(it) => it.id}
        columns={[
          { title: words.when, cell: (it) => moment(it.created_at, LOCALE) },
          { title: words.entry, cell: (it) => it.kind },
          {
            title: words.amount,
            amount: true,
            cell: (it) => <Amount minor={it.amount_minor} currency={card.currency} />,
          },
          { title: words.reason, wraps: true, cell: (it) => it.reason },
          { title: words.by, cell: (it) => it.actor },
        ]}
      />
    </>
  );
}
