import { Button, FileInput, NativeSelect, Progress } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { download, NoAnswer, newKey } from '../../shared/http';
import { type Address, go, hrefWith } from '../address';
import { Failed, Loading } from '../parts';
import { Rows } from '../Rows';
import { saveText } from '../save';
import { upload } from '../send';
import { useDesk } from '../staff';
import { words as common } from '../words';
import { words } from './words';

interface ImportView {
  progress: {
    id: string;
    state: 'receiving' | 'running' | 'done' | 'refused';
    rows_total: number;
    rows_done: number;
    rows_wrong: number;
    rows_written: number;
  };
  wrong: { row: number; sku: string | null; message: string }[];
}

const COLUMNS =
  'sku,name,description,image_url,category,tax_category,digital,active,weight_grams,min_age,group,barcodes,price.EUR';
const ENDED = ['done', 'refused'];

/** A file of items goes in; how far it is and which rows are wrong comes out. */
export function ImportPage({ address }: { address: Address }) {
  const id = address.parameters.get('import');
  return (
    <>
      <p className="muted">{words.importMore}</p>
      <p className="muted">{words.importColumns}</p>
      {id ? <Progressing id={id} address={address} /> : <Start address={address} />}
    </>
  );
}

function Start({ address }: { address: Address }) {
  const { staff } = useDesk();
  const [file, setFile] = useState<File | null>(null);
  const [mode, setMode] = useState('report');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  const key = useRef(newKey());
  const start = async () => {
    if (!file || busy) return;
    setBusy(true);
    setError(null);
    try {
      const type = /\.(nd)?jsonl?$/.test(file.name) ? 'application/x-ndjson' : 'text/csv';
      const begun = await upload<ImportView>(`/catalog/imports?mode=${mode}`, staff.token, file, type, key.current);
      key.current = newKey();
      go(hrefWith(address, { import: begun.progress.id }));
    } catch (thrown) {
      if (!(thrown instanceof NoAnswer)) key.current = newKey();
      setError(thrown as Error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      className="form panel"
      onSubmit={(event) => {
        event.preventDefault();
        void start();
      }}
    >
      <div className="boxes">
        <FileInput
          label={words.file}
          value={file}
          onChange={(chosen) => {
            setFile(chosen);
            key.current = newKey();
          }}
          accept=".csv,.ndjson,.jsonl,text/csv"
          placeholder={words.chooseFirst}
          clearable={false}
        />
        <NativeSelect
          label={words.mode}
          value={mode}
          data={[
            { value: 'report', label: words.modeReport },
            { value: 'all', label: words.modeAll },
          ]}
          onChange={(event) => setMode(event.currentTarget.value)}
        />
      </div>
      {error && <Failed title={common.notDone} error={error} onRetry={() => void start()} />}
      <div className="buttons">
        <Button type="submit" aria-disabled={!file || busy} title={file ? undefined : words.chooseFirst}>
          {busy ? words.importing : words.startImport}
        </Button>
        <Button variant="default" onClick={() => saveText('items.csv', `${COLUMNS}\r\n`)}>
          {words.template}
        </Button>
      </div>
      {!file && <p className="muted">{words.chooseFirst}</p>}
    </form>
  );
}

function Progressing({ id, address }: { id: string; address: Address }) {
  const { ask, staff } = useDesk();
  const queries = useQueryClient();
  const [error, setError] = useState<Error | null>(null);
  const query = useQuery({
    queryKey: ['import', id],
    queryFn: async () => {
      const now = await ask<ImportView>(`/catalog/imports/${encodeURIComponent(id)}`);
      if (ENDED.includes(now.progress.state)) void queries.invalidateQueries({ queryKey: ['items'] });
      return now;
    },
    refetchInterval: ({ state }) => (ENDED.includes(state.data?.progress.state ?? '') ? false : 700),
  });
  const { data } = query;
  if (query.error && !data) return <Failed error={query.error} onRetry={() => void query.refetch()} />;
  if (!data) return <Loading rows={3} />;
  const { state, rows_total: total, rows_done: done, rows_wrong: wrong, rows_written: written } = data.progress;
  const ended = ENDED.includes(state);
  const part = ended ? 100 : total === 0 ? 0 : (100 * done) / total;
  return (
    <div className="panel">
      <p role="status">
        <strong>{words.importState[state] ?? state}</strong> {words.progress(written, total, wrong)}
      </p>
      <Progress value={part} aria-label={words.importState[state] ?? state} />
      {data.wrong.length > 0 && (
        <>
          <h2>{words.wrongRows}</h2>
          <Rows
            name={words.wrongRows}
            rows={data.wrong}
            keyOf={({ row }) => String(row)}
            columns={[
              { title: words.row, amount: true, cell: (it) => it.row },
              { title: words.sku, cell: (it) => it.sku },
              { title: words.message, wraps: true, cell: (it) => it.message },
            ]}
          />
          <div>
            <Button
              variant="default"
              size="xs"
              onClick={() => {
                setError(null);
                const path = `/catalog/imports/${encodeURIComponent(id)}/wrong-rows`;
                download(path, staff.token, 'wrong-rows.csv', 'text/csv').catch(setError);
              }}
            >
              {words.saveWrong}
            </Button>
          </div>
          {error && <Failed error={error} />}
        </>
      )}
      {ended && (
        <div>
          <Button onClick={() => go(hrefWith(address, { import: null }))}>{words.another}</Button>
        </div>
      )}
    </div>
  );
}
