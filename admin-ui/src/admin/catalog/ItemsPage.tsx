import { Button, Group, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { download } from '../../shared/http';
import { type Address, go, goSilently, hrefWith } from '../address';
import { Form } from '../Form';
import { Amount, Empty, Failed, ListState, Loading } from '../parts';
import { RowLink } from '../RowLink';
import { Rows, sortedBy } from '../Rows';
import { Side } from '../Side';
import { useSend } from '../send';
import { useDesk } from '../staff';
import { offerUndo } from '../Undo';
import { useChannels } from '../useChannels';
import { words as common } from '../words';
import { ITEM_FIELDS, type Item, matching, pageOf } from './items';
import { useItem, useItems } from './useItems';
import { words } from './words';

const SIZE = 50;

/** What can be bought, to find and to change. */
export function ItemsPage({ address }: { address: Address }) {
  const query = address.parameters.get('q') ?? '';
  const list = useItems();
  const beyond = useBeyond(query, list.data?.more === true);
  const all = list.data?.items ?? [];
  const found = beyond.data ? merged(matching(all, query), beyond.data) : matching(all, query);
  const sort = address.parameters.get('sort') ?? '';
  const sorted = sortedBy(found, COLUMNS, sort);
  const { page, pages, from, to } = pageOf(sorted.length, Number(address.parameters.get('page')), SIZE);
  const shown = address.parameters.get('item');
  const fresh = address.parameters.get('new') !== null;
  const turn = (by: number) => go(hrefWith(address, { page: String(page + by) }));
  return (
    <>
      <Group component="search" gap="sm" align="end" className="filters">
        <TextInput
          label={words.search}
          placeholder={words.searchHelp}
          type="search"
          value={query}
          onChange={(event) => goSilently(hrefWith(address, { q: event.currentTarget.value, page: null }))}
        />
        <Button onClick={() => go(hrefWith(address, { new: 'yes', item: null }))}>{words.newItem}</Button>
        <SaveAll />
      </Group>
      {list.data?.more && <p className="muted">{words.onlyFirst(all.length)}</p>}
      {beyond.error && <Failed error={beyond.error} onRetry={() => void beyond.refetch()} />}
      <ListState
        query={list}
        isEmpty={sorted.length === 0}
        empty={
          query ? (
            <Empty title={words.noneMatch(query)}>
              <Button variant="default" onClick={() => go('/admin/items')}>
                {words.clear}
              </Button>
            </Empty>
          ) : (
            <Empty title={words.noItems}>
              <p>{words.noItemsMore}</p>
              <RowLink href="/admin/import">{common.pages.import}</RowLink>
            </Empty>
          )
        }
      >
        <Rows
          name={common.pages.items}
          rows={sorted.slice(from, to)}
          keyOf={(item) => item.sku}
          address={address}
          columns={[
            {
              ...COLUMNS[0],
              cell: (item) => <RowLink href={hrefWith(address, { item: item.sku, new: null })}>{item.sku}</RowLink>,
            },
            { ...COLUMNS[1], wraps: true, cell: (item) => item.name },
            { ...COLUMNS[2], wraps: true, cell: (item) => item.category },
            {
              ...COLUMNS[3],
              amount: true,
              cell: (item) =>
                Object.entries(item.prices).map(([currency, minor]) => (
                  <Amount key={currency} minor={minor} currency={currency} />
                )),
            },
            {
              ...COLUMNS[4],
              cell: (item) => (
                <span className={`mark ${item.active === false ? 'muted' : 'ok'}`}>
                  {item.active === false ? words.notSold : words.sold}
                </span>
              ),
            },
          ]}
        />
        <Group component="nav" gap="sm" mt="sm" aria-label={words.showing(from + 1, to, sorted.length)}>
          <Button
            variant="default"
            size="xs"
            aria-disabled={page === 1}
            title={page === 1 ? words.firstPage : undefined}
            onClick={() => page > 1 && turn(-1)}
          >
            {words.previous}
          </Button>
          <span className="muted">{words.showing(from + 1, to, sorted.length)}</span>
          <Button
            variant="default"
            size="xs"
            aria-disabled={page === pages}
            title={page === pages ? words.lastPage : undefined}
            onClick={() => page < pages && turn(1)}
          >
            {words.next}
          </Button>
        </Group>
      </ListState>
      {(shown || fresh) && (
        <ItemSide
          key={shown ?? 'new'}
          sku={shown}
          known={all.find((it) => it.sku === shown)}
          onClose={() => go(hrefWith(address, { item: null, new: null }))}
        />
      )}
    </>
  );
}

const COLUMNS = [
  { title: words.sku, by: (item: Item) => item.sku },
  { title: words.name, by: (item: Item) => item.name },
  { title: words.category, by: (item: Item) => item.category ?? '' },
  { title: words.prices, by: (item: Item) => Object.values(item.prices)[0] ?? 0 },
  { title: words.state, by: (item: Item) => (item.active === false ? 1 : 0) },
] as const;

/** A catalog that is too long for a page is searched by the server. */
function useBeyond(query: string, needed: boolean) {
  const { ask } = useDesk();
  const channel = useChannels()[0];
  return useQuery({
    queryKey: ['items', 'search', channel?.id, query],
    enabled: needed && query.trim().length > 1 && channel !== undefined,
    queryFn: async () => {
      const found = await ask<{
        data: { sku: string; name: string; category: string; price_minor: number; currency: string }[];
      }>(`/items?${new URLSearchParams({ channel: channel?.id ?? '', query })}`);
      return found.data.map(
        ({ sku, name, category, price_minor, currency }): Item => ({
          sku,
          name,
          category,
          prices: { [currency]: price_minor },
        }),
      );
    },
  });
}

const merged = (known: Item[], beyond: Item[]): Item[] => [
  ...known,
  ...beyond.filter(({ sku }) => !known.some((it) => it.sku === sku)),
];

function SaveAll() {
  const { staff } = useDesk();
  const [error, setError] = useState<Error | null>(null);
  return (
    <>
      <Button
        variant="default"
        title={words.exportMore}
        onClick={() => {
          setError(null);
          download('/catalog/items', staff.token, 'items.csv', 'text/csv').catch(setError);
        }}
      >
        {words.exportItems}
      </Button>
      {error && <Failed error={error} />}
    </>
  );
}

function ItemSide({ sku, known, onClose }: { sku: string | null; known: Item | undefined; onClose: () => void }) {
  const { data, error } = useItem(sku, known);
  const sending = useSend('items');
  const put = async (item: Record<string, unknown>) =>
    (await sending.send('PUT', '/catalog/items', { data: [item] })) !== null;
  return (
    <Side title={sku ?? words.newItem} onClose={onClose}>
      {error && <Failed error={error} />}
      {sku !== null && data === undefined && !error && <Loading rows={8} />}
      {sku !== null && data === null && <p>{words.notFound(sku)}</p>}
      {(sku === null || data) && (
        <Form
          name={`item ${sku ?? ''}`}
          fields={ITEM_FIELDS}
          object={sku === null ? null : (data ?? null)}
          sending={sending}
          button={words.saveItem}
          onSend={async (body) => {
            const before = data ?? null;
            if (!(await put(body))) return false;
            offerUndo(words.itemSaved(String(body.sku)), () => put(before ?? { ...body, active: false }));
            onClose();
            return true;
          }}
        />
      )}
    </Side>
  );
}
