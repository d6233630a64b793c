import { Alert, Button, Group, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { moment } from '../../shared/dates';
import { type Address, go, hrefWith } from '../address';
import { Confirm, Secret } from '../Confirm';
import { Form } from '../Form';
import type { Field } from '../fields';
import { Empty, Failed, ListState, LOCALE, ShowMore } from '../parts';
import { RowLink } from '../RowLink';
import { Rows } from '../Rows';
import { useSend } from '../send';
import { rowsOf, useList } from '../staff';
import { words as common } from '../words';
import { words } from './words';

interface Destination {
  id: string;
  kind: string;
  name: string;
  settings: Record<string, string>;
  credentials: string[];
  occasions: string[];
  enabled: boolean;
}

interface Delivery {
  id: string;
  occasion: string;
  session_id: string;
  state: 'pending' | 'delivered' | 'withheld' | 'dead';
  tries: number;
  last_status: number | null;
  last_answer: string | null;
  occurred_at: string;
}

const KINDS = [
  { value: 'ga4', label: 'Google Analytics 4' },
  { value: 'meta', label: 'Meta' },
  { value: 'google_ads', label: 'Google Ads' },
  { value: 'webhook', label: 'Webhook' },
  { value: 'kafka', label: 'Kafka' },
];
const TONE = { pending: 'warn', delivered: 'ok', withheld: 'muted', dead: 'bad' } as const;

const fieldsOf = (isNew: boolean): Field[] => [
  ...(isNew
    ? [
        {
          name: 'kind',
          label: words.kind,
          kind: 'choice',
          required: true,
          initial: 'ga4',
          options: KINDS,
        } satisfies Field,
      ]
    : []),
  { name: 'name', label: words.name, kind: 'text' },
  { name: 'settings', label: words.settings, help: words.settingsHelp, kind: 'map' },
  ...(isNew ? [] : [{ name: 'enabled', label: words.enabled, kind: 'yes' } satisfies Field]),
  { name: 'credentials', label: words.credentials, help: words.credentialsHelp, kind: 'map' },
  { name: 'occasions', label: words.occasions, help: words.occasionsHelp, kind: 'list' },
];

/** What is empty is left as it is, or as usual. */
const withoutEmpty = (body: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(body).filter(
      ([name, it]) => name === 'settings' || !(it && typeof it === 'object' && Object.keys(it).length === 0),
    ),
  );

/** Those who measure, and what they were told. */
export function ExportsPage({ address }: { address: Address }) {
  const id = address.parameters.get('destination');
  const opened = address.parameters.get('new') !== null;
  const list = useList<Destination>('exports', {}, '/export-destinations');
  const rows = rowsOf(list);
  const sending = useSend('exports');
  const [generated, setGenerated] = useState<Record<string, string>>({});
  const one = rows.find((it) => it.id === id);
  if (one) return <OneDestination destination={one} address={address} />;
  return (
    <>
      <p className="muted">{words.exportsMore}</p>
      {Object.entries(generated).map(([name, value]) => (
        <div className="panel" key={name}>
          <Secret name={`${words.generated}: ${name}`} value={value} />
          <Button size="xs" onClick={() => setGenerated({})}>
            {words.done}
          </Button>
        </div>
      ))}
      {opened ? (
        <div className="panel">
          <Form
            name={null}
            fields={fieldsOf(true)}
            object={null}
            sending={sending}
            button={words.makeExport}
            onCancel={() => go(hrefWith(address, { new: null }))}
            onSend={async (body) => {
              const done = await sending.send<{ generated_credentials: Record<string, string> }>(
                'POST',
                '/export-destinations',
                withoutEmpty(body),
              );
              if (!done) return false;
              setGenerated(done.value.generated_credentials);
              go(hrefWith(address, { new: null }));
              return true;
            }}
          />
        </div>
      ) : (
        <Button mb="md" onClick={() => go(hrefWith(address, { new: 'yes' }))}>
          {words.newExport}
        </Button>
      )}
      <ListState
        query={list}
        isEmpty={rows.length === 0}
        empty={
          <Empty title={words.noExports}>
            <p>{words.noExportsMore}</p>
          </Empty>
        }
      >
        <Rows
          name={common.pages.exports}
          rows={rows}
          keyOf={(it) => it.id}
          address={address}
          columns={[
            {
              title: words.destination,
              by: (it) => it.name,
              cell: (it) => <RowLink href={hrefWith(address, { destination: it.id })}>{it.name}</RowLink>,
            },
            { title: words.kind, by: (it) => it.kind, cell: (it) => it.kind },
            { title: words.occasions, wraps: true, cell: (it) => it.occasions.join(', ') },
            {
              title: words.state,
              cell: (it) => (
                <span className={`mark ${it.enabled ? 'ok' : 'muted'}`}>{it.enabled ? words.working : words.off}</span>
              ),
            },
          ]}
        />
        <ShowMore list={list} />
      </ListState>
    </>
  );
}

function OneDestination({ destination, address }: { destination: Destination; address: Address }) {
  const path = `/export-destinations/${destination.id}`;
  const state = address.parameters.get('state');
  const list = useList<Delivery>('export-deliveries', { state }, `${path}/deliveries`, 5_000);
  const rows = rowsOf(list);
  const sending = useSend('exports');
  const removing = useSend('exports');
  const retrying = useSend('export-deliveries');
  const back = { destination: null, state: null };
  return (
    <>
      <p>
        <RowLink href={hrefWith(address, back)}>{words.all}</RowLink>
      </p>
      <h2>{destination.name}</h2>
      <p className="muted">
        {destination.kind} · {destination.credentials.join(', ')}
      </p>
      <details>
        <summary>{words.changeHook}</summary>
        <Form
          name={null}
          fields={fieldsOf(false)}
          object={{ ...destination, credentials: null }}
          sending={sending}
          button={common.save}
          onSend={async (body) => (await sending.send('PATCH', path, withoutEmpty(body))) !== null}
        />
      </details>
      <Confirm
        opens={words.exportRemove}
        word={destination.name}
        button={words.exportRemove}
        busy={removing.busy}
        error={removing.error}
        onConfirm={async () => {
          if (!(await removing.send('DELETE', path))) return false;
          go(hrefWith(address, back));
          return true;
        }}
      >
        <Alert color="red">{words.exportRemoveEffect(destination.name)}</Alert>
      </Confirm>
      <section aria-labelledby="told">
        <h2 id="told">{words.deliveries}</h2>
        <Group gap="sm" align="end" className="filters">
          <NativeSelect
            label={words.state}
            value={state ?? ''}
            data={[{ value: '', label: words.anyState }, 'pending', 'delivered', 'withheld', 'dead']}
            onChange={(event) => go(hrefWith(address, { state: event.currentTarget.value }))}
          />
        </Group>
        {retrying.error && <Failed title={common.notDone} error={retrying.error} />}
        <ListState
          query={list}
          isEmpty={rows.length === 0}
          empty={
            <Empty title={words.noDeliveries}>
              <p>{words.noDeliveriesMore}</p>
            </Empty>
          }
        >
          <Rows
            name={words.deliveries}
            rows={rows}
            keyOf={(it) => it.id}
            csv="export-deliveries.csv"
            columns={[
              {
                title: words.occasion,
                text: (it) => it.occasion,
                cell: (it) => <RowLink href={hrefWith(address, { session: it.session_id })}>{it.occasion}</RowLink>,
              },
              {
                title: words.state,
                text: (it) => it.state,
                cell: (it) => <span className={`mark ${TONE[it.state]}`}>{it.state}</span>,
              },
              { title: words.tries, amount: true, text: (it) => it.tries, cell: (it) => it.tries },
              {
                title: words.answer,
                wraps: true,
                text: (it) => it.last_answer,
                cell: (it) => [it.last_status, it.last_answer].filter(Boolean).join(' · '),
              },
              { title: words.sent, text: (it) => it.occurred_at, cell: (it) => moment(it.occurred_at, LOCALE) },
              {
                title: '',
                cell: (it) =>
                  (it.state === 'dead' || it.state === 'withheld') && (
                    <Button
                      variant="default"
                      size="xs"
                      aria-disabled={retrying.busy}
                      onClick={() => void retrying.send('POST', `${path}/deliveries/${it.id}/retry`)}
                    >
                      {words.retry}
                      <span className="unseen"> {it.occasion}</span>
                    </Button>
                  ),
              },
            ]}
          />
          <ShowMore list={list} />
        </ListState>
      </section>
    </>
  );
}
