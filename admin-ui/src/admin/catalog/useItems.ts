import { useQuery } from '@tanstack/react-query';
import { lines } from '../send';
import { useDesk } from '../staff';
import type { Item } from './items';

const MOST = 5_000;

/** The catalog as far as a page can hold it, in the order of SKUs; whether there is more. */
export function useItems() {
  const { staff } = useDesk();
  return useQuery({
    queryKey: ['items', 'all'],
    queryFn: async () => {
      const items: Item[] = [];
      const more = await lines<Item>('/catalog/items', staff.token, (item) => {
        items.push(item);
        return items.length < MOST;
      });
      return { items, more };
    },
    staleTime: 30_000,
  });
}

/** One item, however far down it stands: lines come in the order of SKUs, so that reading ends behind it. */
export function useItem(sku: string | null, known: Item | undefined) {
  const { staff } = useDesk();
  const asked = useQuery({
    queryKey: ['items', 'one', sku],
    enabled: sku !== null && known === undefined,
    queryFn: async () => {
      let found: Item | null = null;
      await lines<Item>('/catalog/items', staff.token, (item) => {
        if (item.sku === sku) found = item;
        return found === null;
      });
      return found as Item | null;
    },
  });
  return known ? { data: known as Item | null, error: null } : asked;
}
