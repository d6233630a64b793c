import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { Address } from './address';
import { Confirm } from './Confirm';
import { useDraft } from './draft';
import { Form } from './Form';
import { difference, type Field, withRead } from './fields';
import { Empty, Failed, ListState } from './parts';
import { type Column, Rows } from './Rows';
import { useSend } from './send';
import { useDesk } from './staff';
import { offerUndo } from './Undo';
import { words } from './words';

type Row = Record<string, unknown>;

interface WholeProps {
  address: Address;
  /** Where it is read and replaced. */
  path: string;
  /** The member of the answer and the request that has the rows. */
  member?: string;
  title: string;
  more: ReactNode;
  /** What one row is called. */
  one: string;
  fields: Field[];
  columns: Column<Row>[];
  nameOf: (row: Row) => string;
  /** Where it decides what buyers pay: the preview asks for this word. */
  word?: string;
  /** Whose order counts. */
  ordered?: boolean;
}

/**
 * A list that is replaced as a whole: rows are changed here, what would come of it is shown, and one press sends them all. What was
 * before can be brought back.
 */
export function Whole({
  address,
  path,
  member = 'data',
  title,
  more,
  one,
  fields,
  columns,
  nameOf,
  word,
  ordered,
}: WholeProps) {
  const { ask, staff } = useDesk();
  const list = useQuery({ queryKey: ['whole', path], queryFn: () => ask<Record<string, unknown>>(path) });
  const there = (list.data?.[member] ?? []) as Row[];
  const draft = useDraft<Row[]>(`whole ${path}`, there);
  const rows = draft.value;
  const [edited, setEdited] = useState<number | 'new' | null>(null);
  const sending = useSend('whole');
  const may = staff.roles.includes('admin');
  const { added, removed, changed } = difference(there, rows, nameOf);
  const isOther = draft.isTouched && JSON.stringify(there) !== JSON.stringify(rows);
  const put = async (next: Row[]) => (await sending.send('PUT', path, { [member]: next })) !== null;
  const save = async () => {
    const before = there;
    if (!(await put(rows))) return false;
    draft.clear();
    offerUndo(words.wholeSaved(title), () => put(before));
    return true;
  };
  const move = (at: number, by: number) => {
    const next = [...rows];
    const [row] = next.splice(at, 1);
    if (row) next.splice(at + by, 0, row);
    draft.set(next);
  };
  const numbered = rows.map((row, at) => ({ ...row, '#': at }));
  return (
    <section aria-label={title}>
      <header className="section-head">
        <h2>{title}</h2>
        {may && edited === null && (
          <Button variant="default" size="xs" onClick={() => setEdited('new')}>
            {words.addOne(one)}
          </Button>
        )}
      </header>
      <p className="muted">{more}</p>
      {!may && <p className="muted">{words.needsRole(['admin'])}</p>}
      {edited !== null && (
        <div className="panel">
          <h3>{edited === 'new' ? words.addOne(one) : nameOf(rows[edited] ?? {})}</h3>
          <Form
            key={String(edited)}
            name={`${path} ${edited}`}
            fields={fields}
            object={edited === 'new' ? null : (rows[edited] ?? null)}
            sending={{ busy: false, error: null, forget: () => {} }}
            button={words.takeOver}
            onCancel={() => setEdited(null)}
            onSend={async (body) => {
              draft.set(
                edited === 'new'
                  ? [...rows, body]
                  : rows.map((it, at) => (at === edited ? withRead(fields, it, body) : it)),
              );
              setEdited(null);
              return true;
            }}
          />
        </div>
      )}
      <ListState
        query={list}
        isEmpty={rows.length === 0 && !isOther}
        empty={
          <Empty title={words.noneOf(title)}>
            <p>{words.noneOfMore(one)}</p>
          </Empty>
        }
      >
        <Rows
          name={title}
          rows={numbered as Row[]}
          keyOf={(row) => String(row['#'])}
          {...(ordered ? {} : { address })}
          csv={`${path.slice(1)}.csv`}
          columns={[
            ...columns,
            ...(may
              ? [
                  {
                    title: '',
                    cell: (row: Row) => {
                      const at = row['#'] as number;
                      return (
                        <span className="buttons">
                          <Button variant="default" size="xs" onClick={() => setEdited(at)}>
                            {words.edit}
                            <span className="unseen"> {nameOf(row)}</span>
                          </Button>
                          <Button
                            variant="default"
                            size="xs"
                            onClick={() => draft.set(rows.filter((_, it) => it !== at))}
                          >
                            {words.remove}
                            <span className="unseen"> {nameOf(row)}</span>
                          </Button>
                          {ordered && at > 0 && (
                            <Button variant="default" size="xs" onClick={() => move(at, -1)}>
                              {words.up}
                              <span className="unseen"> {nameOf(row)}</span>
                            </Button>
                          )}
                        </span>
                      );
                    },
                  },
                ]
              : []),
          ]}
        />
      </ListState>
      {may && isOther && (
        <section className="panel" aria-label={words.notSavedYet}>
          <p>
            <strong>{words.notSavedYet}</strong> {words.differs(added, changed, removed)}
          </p>
          <p className="muted">{words.differsMore}</p>
          {sending.error && !word && <Failed title={words.notDone} error={sending.error} />}
          <div className="buttons">
            {word ? (
              <Confirm
                opens={words.saveAll}
                word={word}
                button={words.save}
                busy={sending.busy}
                error={sending.error}
                onConfirm={save}
              >
                <p>{words.wholeEffect(title)}</p>
              </Confirm>
            ) : (
              <Button size="xs" aria-disabled={sending.busy} onClick={() => void save()}>
                {sending.busy ? words.saving : words.saveAll}
              </Button>
            )}
            <Button variant="default" size="xs" onClick={draft.clear}>
              {words.discard}
            </Button>
          </div>
        </section>
      )}
    </section>
  );
}
