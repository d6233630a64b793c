import { Button } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { moment } from '../../shared/dates';
import { type Address, go, hrefWith } from '../address';
import { Form } from '../Form';
import type { Field } from '../fields';
import { Amount, Empty, ListState, LOCALE, ShowMore } from '../parts';
import { RowLink } from '../RowLink';
import { Rows } from '../Rows';
import { useSend } from '../send';
import { useDesk } from '../staff';
import { offerUndo } from '../Undo';
import { words as common } from '../words';
import { words } from './words';

interface PriceList extends Record<string, unknown> {
  id: string;
  name: string;
  currency: string;
  channels: string[] | null;
  customer_group: string | null;
  starts_at: string | null;
  ends_at: string | null;
  priority: number;
  active: boolean;
}

interface Price {
  sku: string;
  min_quantity: number | null;
  amount_minor: number | null;
}

const SIZE = 100;
const FIELDS: Field[] = [
  { name: 'id', label: words.id, kind: 'text', required: true, fixed: true },
  { name: 'name', label: words.name, kind: 'text', required: true },
  { name: 'currency', label: words.currency, kind: 'text', required: true, initial: 'EUR' },
  { name: 'channels', label: words.channels, help: words.channelsHelp, kind: 'list', nullable: true },
  { name: 'customer_group', label: words.customerGroup, help: words.groupEmpty, kind: 'text', nullable: true },
  { name: 'starts_at', label: words.starts, kind: 'moment', nullable: true },
  { name: 'ends_at', label: words.ends, kind: 'moment', nullable: true },
  { name: 'priority', label: words.priority, help: words.priorityHelp, kind: 'whole', initial: '0' },
  { name: 'active', label: words.isActive, kind: 'yes', initial: true },
];

/** Prices for some, for some time, for many at once. */
export function PriceListsPage({ address }: { address: Address }) {
  const { ask } = useDesk();
  const id = address.parameters.get('list');
  const fresh = address.parameters.get('new') !== null;
  const sending = useSend('price-lists');
  const list = useQuery({
    queryKey: ['price-lists', 'all'],
    queryFn: () => ask<{ data: PriceList[] }>('/price-lists'),
  });
  const rows = list.data?.data ?? [];
  const one = rows.find((it) => it.id === id) ?? null;
  const put = async (wanted: Record<string, unknown>) =>
    (await sending.send('PUT', `/price-lists/${encodeURIComponent(String(wanted.id))}`, wanted)) !== null;
  return (
    <>
      {id ? (
        <p>
          <RowLink href="/admin/price-lists">{words.allLists}</RowLink>
        </p>
      ) : (
        <p className="muted">{words.listsMore}</p>
      )}
      {!id && !fresh && (
        <Button mb="md" onClick={() => go(hrefWith(address, { new: 'yes' }))}>
          {words.newList}
        </Button>
      )}
      {(fresh || one) && (
        <div className="panel">
          <Form
            key={one?.id ?? 'new'}
            name={`price-list ${one?.id ?? ''}`}
            fields={FIELDS}
            object={one}
            sending={sending}
            button={words.saveList}
            onCancel={() => go('/admin/price-lists')}
            onSend={async (body) => {
              if (!(await put(body))) return false;
              offerUndo(words.listSaved(String(body.name)), () => put(one ?? { ...body, active: false }));
              go(hrefWith(address, { new: null, list: String(body.id) }));
              return true;
            }}
          />
        </div>
      )}
      {one ? (
        <Prices list={one} />
      ) : (
        <ListState
          query={list}
          isEmpty={rows.length === 0}
          empty={
            <Empty title={words.noLists}>
              <p>{words.noListsMore}</p>
            </Empty>
          }
        >
          <Rows
            name={common.pages['price-lists']}
            rows={rows}
            keyOf={(it) => it.id}
            address={address}
            columns={[
              {
                title: words.list,
                by: (it) => it.name,
                cell: (it) => <RowLink href={hrefWith(address, { list: it.id, new: null })}>{it.name}</RowLink>,
              },
              { title: words.currency, by: (it) => it.currency, cell: (it) => it.currency },
              { title: words.channels, wraps: true, cell: (it) => it.channels?.join(', ') ?? common.anyChannel },
              { title: words.customerGroup, cell: (it) => it.customer_group ?? common.nothing },
              { title: words.starts, cell: (it) => it.starts_at && moment(it.starts_at, LOCALE) },
              { title: words.ends, cell: (it) => it.ends_at && moment(it.ends_at, LOCALE) },
              { title: words.priority, amount: true, by: (it) => it.priority, cell: (it) => it.priority },
              {
                title: words.state,
                cell: (it) => (
                  <span className={`mark ${it.active ? 'ok' : 'muted'}`}>{it.active ? words.applies : words.off}</span>
                ),
              },
            ]}
          />
        </ListState>
      )}
    </>
  );
}

function Prices({ list }: { list: PriceList }) {
  const { ask } = useDesk();
  const path = `/price-lists/${encodeURIComponent(list.id)}/prices`;
  const sending = useSend('prices');
  const prices = useInfiniteQuery({
    queryKey: ['prices', list.id],
    queryFn: ({ pageParam }) =>
      ask<{ data: Price[] }>(`${path}?${new URLSearchParams({ after: pageParam, limit: String(SIZE) })}`),
    initialPageParam: '',
    getNextPageParam: ({ data }) => (data.length < SIZE ? null : (data.at(-1)?.sku ?? null)),
  });
  const rows = prices.data?.pages.flatMap(({ data }) => data) ?? [];
  const put = async (price: Price) => (await sending.send('PUT', path, { data: [price] })) !== null;
  const before = (price: Price): Price =>
    rows.find((it) => it.sku === price.sku && (it.min_quantity ?? 1) === (price.min_quantity ?? 1)) ?? {
      ...price,
      amount_minor: null,
    };
  return (
    <section aria-labelledby="prices">
      <h2 id="prices">{words.listPrices}</h2>
      <details open={rows.length === 0}>
        <summary>{words.newPrice}</summary>
        <Form
          name={`price ${list.id}`}
          fields={[
            { name: 'sku', label: words.sku, kind: 'text', required: true },
            { name: 'min_quantity', label: words.minQuantity, kind: 'whole', initial: '1' },
            { name: 'amount_minor', label: words.price, kind: 'amount', currency: list.currency, required: true },
          ]}
          object={null}
          sending={sending}
          button={words.setPrice}
          onSend={async (body) => {
            const price = body as unknown as Price;
            const old = before(price);
            if (!(await put(price))) return false;
            offerUndo(words.priceSet(price.sku), () => put(old));
            return true;
          }}
        />
      </details>
      <ListState query={prices} isEmpty={rows.length === 0} empty={<p className="muted">{words.noPrices}</p>}>
        <Rows
          name={words.listPrices}
          rows={rows}
          keyOf={(it) => `${it.sku} ${it.min_quantity}`}
          csv={`${list.id}.csv`}
          columns={[
            { title: words.sku, text: (it) => it.sku, cell: (it) => it.sku },
            {
              title: words.minQuantity,
              amount: true,
              text: (it) => it.min_quantity,
              cell: (it) => it.min_quantity ?? 1,
            },
            {
              title: words.price,
              amount: true,
              text: (it) => it.amount_minor,
              cell: (it) => <Amount minor={it.amount_minor ?? 0} currency={list.currency} />,
            },
            {
              title: '',
              cell: (it) => (
                <Button
                  variant="default"
                  size="xs"
                  aria-disabled={sending.busy}
                  onClick={async () => {
                    if (await put({ ...it, amount_minor: null })) offerUndo(words.priceGone(it.sku), () => put(it));
                  }}
                >
                  {words.removePrice}
                  <span className="unseen"> {it.sku}</span>
                </Button>
              ),
            },
          ]}
        />
        <ShowMore list={prices} />
      </ListState>
    </section>
  );
}
