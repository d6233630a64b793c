import { Button, Table } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useMemo } from 'react';
import { type Address, go, hrefWith } from './address';
import { csvOf } from './csv';
import { saveText } from './save';
import { words } from './words';

export interface Column<T> {
  title: string;
  cell: (row: T) => ReactNode;
  /** Numbers stand to the right. */
  amount?: boolean;
  /** By what the rows are put in order; columns without it are not sorted by. */
  by?: (row: T) => string | number;
  /** What a CSV has of it; columns without it are left out of one. */
  text?: (row: T) => string | number | null | undefined;
  /** Long text that may be broken. */
  wraps?: boolean;
}

interface RowsProps<T> {
  name: string;
  rows: T[];
  keyOf: (row: T) => string;
  columns: Column<T>[];
  /** Given when all rows are there: then they can be sorted, and the order stands in the address. */
  address?: Address;
  /** The name of the file the rows can be saved as. */
  csv?: string;
}

/** A table of rows. Within it j and k go to the next row and the one before, Enter opens it. */
export function Rows<T>({ name, rows, keyOf, columns, address, csv }: RowsProps<T>) {
  const sort = address?.parameters.get('sort') ?? '';
  const sorted = useMemo(() => sortedBy(rows, columns, sort), [rows, columns, sort]);
  return (
    <>
      <Table.ScrollContainer
        minWidth={320}
        tabIndex={0}
        role="region"
        aria-label={words.tableOf(name)}
        onKeyDown={walk}
      >
        <Table highlightOnHover verticalSpacing={6} className="rows">
          <Table.Thead>
            <Table.Tr>
              {columns.map((column, at) => (
                <Head key={column.title || at} column={column} address={address} sort={sort} />
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {sorted.map((row) => (
              <Table.Tr key={keyOf(row)}>
                {columns.map(({ title, amount, wraps, cell }, at) => (
                  <Table.Td
                    key={title || at}
                    className={[amount && 'amount', wraps && 'wraps'].filter(Boolean).join(' ') || undefined}
                  >
                    {cell(row)}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {csv && rows.length > 0 && (
        <Button
          variant="default"
          size="xs"
          mt="xs"
          onClick={() => {
            const told = columns.filter(({ text }) => text);
            saveText(
              csv,
              csvOf(
                told.map(({ title }) => title),
                sorted.map((row) => told.map(({ text }) => text?.(row))),
              ),
            );
          }}
        >
          {words.csv}
        </Button>
      )}
    </>
  );
}

function Head<T>({ column, address, sort }: { column: Column<T>; address?: Address | undefined; sort: string }) {
  const { title, amount, by } = column;
  if (!title) {
    return (
      <Table.Th>
        <span className="unseen">{words.actions}</span>
      </Table.Th>
    );
  }
  const up = sort === title;
  const down = sort === `-${title}`;
  return (
    <Table.Th className={amount ? 'amount' : undefined} aria-sort={up ? 'ascending' : down ? 'descending' : undefined}>
      {address && by ? (
        <button
          type="button"
          className="sorts"
          onClick={() => go(hrefWith(address, { sort: up ? `-${title}` : down ? null : title }))}
        >
          {title}
          <span aria-hidden="true">{up ? ' ↑' : down ? ' ↓' : ''}</span>
        </button>
      ) : (
        title
      )}
    </Table.Th>
  );
}

/** By the column that is named, backwards with a dash before it; as they came without one. */
export function sortedBy<T>(rows: T[], columns: readonly Pick<Column<T>, 'title' | 'by'>[], sort: string): T[] {
  const back = sort.startsWith('-');
  const by = columns.find(({ title }) => title === (back ? sort.slice(1) : sort))?.by;
  if (!by) return rows;
  const compare = (a: T, b: T): number => {
    const [one, other] = [by(a), by(b)];
    if (typeof one === 'number' && typeof other === 'number') return one - other;
    return String(one).localeCompare(String(other), undefined, { numeric: true });
  };
  return rows.toSorted((a, b) => (back ? -compare(a, b) : compare(a, b)));
}

function walk(event: KeyboardEvent<HTMLElement>): void {
  if (event.altKey || event.ctrlKey || event.metaKey || !['j', 'k'].includes(event.key)) return;
  if ((event.target as HTMLElement).matches('input, textarea, select')) return;
  const rows = [...event.currentTarget.querySelectorAll('tbody tr')];
  const at = rows.findIndex((it) => it.contains(document.activeElement));
  const next = rows[at + (event.key === 'j' ? 1 : at < 0 ? 0 : -1)];
  next?.querySelector<HTMLElement>('a, button')?.focus();
}
