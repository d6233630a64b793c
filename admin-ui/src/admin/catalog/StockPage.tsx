import { Button, Group, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { moment } from '../../shared/dates';
import { type Address, go, goSilently, hrefWith } from '../address';
import { Form } from '../Form';
import type { Field } from '../fields';
import { Empty, ListState, LOCALE, ShowMore } from '../parts';
import { RowLink } from '../RowLink';
import { Rows } from '../Rows';
import { Side } from '../Side';
import { useSend } from '../send';
import { rowsOf, useDesk, useList } from '../staff';
import { offerUndo } from '../Undo';
import { words as common } from '../words';
import { matching } from './items';
import { useItems } from './useItems';
import { words } from './words';

interface Level {
  sku: string;
  location_id: string;
  available: number;
  held: number;
  sold: number;
}

interface Adjustment {
  id: string;
  sku: string;
  location_id: string;
  quantity: number;
  reason: string;
  note: string | null;
  actor: string;
  created_at: string;
}

interface Shown {
  sku: string;
  name: string;
  level: Level | null;
  key: string;
}

const MOST = 50;

/** How many there are of what, where; and changing it. */
export function StockPage({ address }: { address: Address }) {
  const { ask } = useDesk();
  const query = address.parameters.get('q') ?? '';
  const sku = address.parameters.get('sku');
  const items = useItems();
  const found = matching(items.data?.items ?? [], query).slice(0, MOST);
  const skus = found.map((it) => it.sku);
  const stock = useQuery({
    queryKey: ['stock', ...skus],
    enabled: skus.length > 0,
    queryFn: () => ask<{ data: Level[] }>(`/stock?${new URLSearchParams(skus.map((it) => ['sku', it]))}`),
    placeholderData: (before) => before,
    refetchInterval: 10_000,
  });
  const rows = found.flatMap(({ sku, name }): Shown[] => {
    const levels = (stock.data?.data ?? []).filter((it) => it.sku === sku);
    if (levels.length === 0) return [{ sku, name, level: null, key: sku }];
    return levels.map((level) => ({ sku, name, level, key: `${sku} ${level.location_id}` }));
  });
  const number = (of: (level: Level) => number) => ({
    amount: true,
    by: ({ level }: Shown) => (level ? of(level) : -1),
    text: ({ level }: Shown) => (level ? of(level) : null),
    cell: ({ level }: Shown) => (level ? of(level) : ''),
  });
  return (
    <>
      <p className="muted">{words.stockMore}</p>
      <Group component="search" gap="sm" align="end" className="filters">
        <TextInput
          label={words.search}
          placeholder={words.searchHelp}
          type="search"
          value={query}
          onChange={(event) => goSilently(hrefWith(address, { q: event.currentTarget.value }))}
        />
      </Group>
      <ListState
        query={items.isPending ? items : skus.length === 0 ? items : stock}
        isEmpty={rows.length === 0}
        empty={
          <Empty title={query ? words.noneMatch(query) : words.noItems}>
            <RowLink href="/admin/items">{common.pages.items}</RowLink>
          </Empty>
        }
      >
        <Rows
          name={common.pages.stock}
          rows={rows}
          keyOf={({ key }) => key}
          address={address}
          csv="stock.csv"
          columns={[
            {
              title: words.sku,
              by: (it) => it.sku,
              text: (it) => it.sku,
              cell: (it) => <RowLink href={hrefWith(address, { sku: it.sku })}>{it.sku}</RowLink>,
            },
            { title: words.name, wraps: true, by: (it) => it.name, text: (it) => it.name, cell: (it) => it.name },
            {
              title: words.location,
              by: ({ level }) => level?.location_id ?? '',
              text: ({ level }) => level?.location_id,
              cell: ({ level }) => level?.location_id ?? <span className="muted">{words.notCounted}</span>,
            },
            { title: words.available, ...number((it) => it.available) },
            { title: words.held, ...number((it) => it.held) },
            { title: words.soldCount, ...number((it) => it.sold) },
            {
              title: '',
              cell: (it) => (
                <Button
                  variant="default"
                  size="xs"
                  onClick={() => go(hrefWith(address, { sku: it.sku, at: it.level?.location_id ?? null }))}
                >
                  {words.adjust}
                  <span className="unseen"> {it.key}</span>
                </Button>
              ),
            },
          ]}
        />
      </ListState>
      {sku && (
        <StockSide
          key={sku}
          sku={sku}
          location={address.parameters.get('at')}
          onClose={() => go(hrefWith(address, { sku: null, at: null }))}
        />
      )}
    </>
  );
}

const fieldsOf = (locations: { id: string; name: string }[], at: string | null): Field[] => [
  {
    name: 'location_id',
    label: words.location,
    kind: 'choice',
    required: true,
    initial: at ?? locations[0]?.id ?? '',
    options: locations.map(({ id, name }) => ({ value: id, label: name })),
  },
  {
    name: 'way',
    label: words.how,
    kind: 'choice',
    required: true,
    initial: 'quantity',
    options: [
      { value: 'quantity', label: words.quantityWay },
      { value: 'counted', label: words.countedWay },
    ],
  },
  {
    name: 'quantity',
    label: words.quantity,
    help: words.quantityHelp,
    kind: 'whole',
    required: true,
    when: ({ way }) => way !== 'counted',
  },
  {
    name: 'counted',
    label: words.counted,
    help: words.countedHelp,
    kind: 'whole',
    required: true,
    when: ({ way }) => way === 'counted',
  },
  {
    name: 'reason',
    label: words.reason,
    kind: 'choice',
    required: true,
    initial: 'received',
    options: Object.entries(words.reasons).map(([value, label]) => ({ value, label })),
  },
  { name: 'note', label: words.note, kind: 'text' },
];

function StockSide({ sku, location, onClose }: { sku: string; location: string | null; onClose: () => void }) {
  const { ask } = useDesk();
  const locations = useQuery({
    queryKey: ['locations'],
    queryFn: () => ask<{ data: { id: string; name: string }[] }>('/locations'),
  });
  const history = useList<Adjustment>('stock-adjustments', { sku });
  const sending = useSend('stock', 'stock-adjustments');
  const adjust = async (body: Record<string, unknown>) =>
    sending.send<{ adjustment: Adjustment | null }>('POST', '/stock-adjustments', { sku, ...body });
  const rows = rowsOf(history);
  return (
    <Side title={words.adjustOf(sku)} onClose={onClose}>
      {locations.data && (
        <Form
          name={`stock ${sku}`}
          fields={fieldsOf(locations.data.data, location)}
          object={null}
          sending={sending}
          button={words.adjustButton}
          onSend={async ({ way: _, ...body }) => {
            const done = await adjust(body);
            const made = done?.value.adjustment;
            if (made) {
              offerUndo(words.adjusted(sku, made.quantity), async () => {
                const back = {
                  location_id: made.location_id,
                  quantity: -made.quantity,
                  reason: 'correction',
                  note: words.undone,
                };
                return (await adjust(back)) !== null;
              });
            }
            return done !== null;
          }}
        />
      )}
      <Policy sku={sku} />
      <h3>{words.history}</h3>
      <ListState query={history} isEmpty={rows.length === 0} empty={<p className="muted">{words.noHistory}</p>}>
        <Rows
          name={words.history}
          rows={rows}
          keyOf={({ id }) => id}
          columns={[
            { title: words.when, cell: (it) => moment(it.created_at, LOCALE) },
            { title: words.location, cell: (it) => it.location_id },
            { title: words.quantity, amount: true, cell: (it) => (it.quantity > 0 ? `+${it.quantity}` : it.quantity) },
            {
              title: words.reason,
              wraps: true,
              cell: (it) =>
                [words.reasons[it.reason as keyof typeof words.reasons] ?? it.reason, it.note]
                  .filter(Boolean)
                  .join(': '),
            },
            { title: words.by, cell: (it) => it.actor },
          ]}
        />
        <ShowMore list={history} />
      </ListState>
    </Side>
  );
}

function Policy({ sku }: { sku: string }) {
  const { ask } = useDesk();
  const sending = useSend('stock');
  const now = useQuery({
    queryKey: ['stock', 'policy', sku],
    queryFn: () =>
      ask<{ data: { buckets?: number }[]; backorders: { sku: string; most: number }[] }>(
        `/stock?${new URLSearchParams({ sku })}`,
      ),
  });
  if (!now.data) return null;
  const most = now.data.backorders.find((it) => it.sku === sku)?.most ?? null;
  return (
    <details>
      <summary>{words.policy}</summary>
      <Form
        key={String(most)}
        name={`policy ${sku}`}
        fields={[{ name: 'backorder_limit', label: words.backorders, help: words.policyMore, kind: 'whole' }]}
        object={{ backorder_limit: most }}
        sending={sending}
        button={words.savePolicy}
        onSend={async (body) => {
          const put = async (policy: unknown) =>
            (await sending.send('PUT', `/stock/policies/${encodeURIComponent(sku)}`, policy)) !== null;
          const buckets = now.data.data[0]?.buckets ?? 1;
          if (!(await put({ ...body, buckets }))) return false;
          offerUndo(words.policySaved, () => put({ backorder_limit: most, buckets }));
          return true;
        }}
      />
    </details>
  );
}
