import { Alert, Button, Group, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Page } from '../../shared/api';
import { moment } from '../../shared/dates';
import { type Address, go, hrefWith } from '../address';
import { Confirm, Secret } from '../Confirm';
import { Form } from '../Form';
import type { Field } from '../fields';
import { Empty, Failed, ListState, LOCALE, Loading, ShowMore } from '../parts';
import { RowLink } from '../RowLink';
import { Rows } from '../Rows';
import { useSend } from '../send';
import { rowsOf, useDesk, useList } from '../staff';
import { words as common } from '../words';
import { words } from './words';

interface Endpoint {
  id: string;
  url: string;
  event_types: string[];
  description: string;
  enabled: boolean;
  disabled_reason: string | null;
  disabled_at: string | null;
  failing_since: string | null;
  old_secret_until: string | null;
  created_at: string;
}

interface Delivery {
  id: string;
  kind: 'event' | 'replay' | 'test';
  event_id: string;
  event_type: string;
  aggregate_id: string;
  state: 'pending' | 'delivered' | 'failed';
  attempts: number;
  last_status: number | null;
  last_error: string | null;
  next_at: string | null;
  created_at: string;
  attempted_at: string | null;
  delivered_at: string | null;
}

const EVERY_MS = 3_000;
const TONE = { pending: 'warn', delivered: 'ok', failed: 'bad' } as const;
const FIELDS: Field[] = [
  { name: 'url', label: words.address, help: words.addressHelp, kind: 'text', required: true },
  { name: 'event_types', label: words.events, help: words.eventsHelp, kind: 'list', required: true, initial: '*' },
  { name: 'description', label: words.description, kind: 'text' },
  { name: 'enabled', label: words.enabled, kind: 'yes', initial: true },
];

/** Whoever is told what happens, and whether it arrives. */
export function WebhooksPage({ address }: { address: Address }) {
  const id = address.parameters.get('endpoint');
  return id ? <OneEndpoint id={id} address={address} /> : <Endpoints address={address} />;
}

function Endpoints({ address }: { address: Address }) {
  const { ask } = useDesk();
  const opened = address.parameters.get('new') !== null;
  const [made, setMade] = useState<{ endpoint: Endpoint; secret: string | null } | null>(null);
  const sending = useSend('webhooks');
  const list = useQuery({
    queryKey: ['webhooks', 'all'],
    queryFn: () => ask<Page<Endpoint>>('/webhook-endpoints?limit=100'),
  });
  const rows = list.data?.data ?? [];
  return (
    <>
      <p className="muted">{words.hooksMore}</p>
      {made ? (
        <div className="panel">
          <h2>{made.endpoint.url}</h2>
          <Secret name={common.secret} value={made.secret ?? common.nothing} />
          <Button
            onClick={() => {
              setMade(null);
              go(hrefWith(address, { endpoint: made.endpoint.id }));
            }}
          >
            {words.done}
          </Button>
        </div>
      ) : opened ? (
        <div className="panel">
          <Form
            name="webhook"
            fields={FIELDS}
            object={null}
            sending={sending}
            button={words.makeHook}
            onCancel={() => go(hrefWith(address, { new: null }))}
            onSend={async (body) => {
              const done = await sending.send<{ endpoint: Endpoint; secret: string }>(
                'POST',
                '/webhook-endpoints',
                body,
              );
              if (!done) return false;
              setMade(done.value);
              go(hrefWith(address, { new: null }));
              return true;
            }}
          />
        </div>
      ) : (
        <Button mb="md" onClick={() => go(hrefWith(address, { new: 'yes' }))}>
          {words.newHook}
        </Button>
      )}
      <ListState
        query={list}
        isEmpty={rows.length === 0}
        empty={
          <Empty title={words.noHooks}>
            <p>{words.noHooksMore}</p>
          </Empty>
        }
      >
        <Rows
          name={common.pages.webhooks}
          rows={rows}
          keyOf={(it) => it.id}
          address={address}
          columns={[
            {
              title: words.endpoint,
              wraps: true,
              by: (it) => it.url,
              cell: (it) => <RowLink href={hrefWith(address, { endpoint: it.id })}>{it.url}</RowLink>,
            },
            { title: words.state, cell: (it) => <EndpointState endpoint={it} /> },
            { title: words.events, wraps: true, cell: (it) => it.event_types.join(', ') },
            { title: words.description, wraps: true, cell: (it) => it.description, by: (it) => it.description },
          ]}
        />
      </ListState>
    </>
  );
}

function EndpointState({
  endpoint: { enabled, disabled_reason: reason, failing_since: since },
}: {
  endpoint: Endpoint;
}) {
  if (reason === 'gone') return <span className="mark bad">{words.gone}</span>;
  if (reason === 'failing') return <span className="mark bad">{words.failing}</span>;
  if (!enabled) return <span className="mark muted">{words.off}</span>;
  if (since) return <span className="mark warn">{words.failingSince(moment(since, LOCALE))}</span>;
  return <span className="mark ok">{words.working}</span>;
}

function OneEndpoint({ id, address }: { id: string; address: Address }) {
  const { ask } = useDesk();
  const one = useQuery({
    queryKey: ['webhooks', id],
    queryFn: () => ask<Endpoint>(`/webhook-endpoints/${encodeURIComponent(id)}`),
    refetchInterval: EVERY_MS * 3,
  });
  const endpoint = one.data;
  return (
    <>
      <p>
        <RowLink href="/admin/webhooks">{words.allHooks}</RowLink>
      </p>
      {one.error && <Failed error={one.error} onRetry={() => void one.refetch()} />}
      {!endpoint && !one.error && <Loading rows={6} />}
      {endpoint && (
        <>
          <header className="section-head">
            <h2 className="wraps">{endpoint.url}</h2>
            <EndpointState endpoint={endpoint} />
          </header>
          <p className="muted">{endpoint.event_types.join(', ')}</p>
          {endpoint.old_secret_until && (
            <p className="muted">{words.oldSecretUntil(moment(endpoint.old_secret_until, LOCALE))}</p>
          )}
          <Changes endpoint={endpoint} address={address} />
          <Deliveries endpoint={endpoint} address={address} />
        </>
      )}
    </>
  );
}

function Changes({ endpoint, address }: { endpoint: Endpoint; address: Address }) {
  const path = `/webhook-endpoints/${endpoint.id}`;
  const sending = useSend('webhooks');
  const removing = useSend('webhooks');
  const [secret, setSecret] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const changing = address.parameters.get('change') !== null;
  if (changing) {
    return (
      <div className="panel">
        <Form
          name={`webhook ${endpoint.id}`}
          fields={FIELDS}
          object={{ ...endpoint }}
          sending={sending}
          button={common.save}
          onCancel={() => go(hrefWith(address, { change: null }))}
          onSend={async (body) => {
            if (!(await sending.send('PATCH', path, body))) return false;
            go(hrefWith(address, { change: null }));
            return true;
          }}
        />
      </div>
    );
  }
  return (
    <>
      <div className="buttons">
        <Button
          size="xs"
          aria-disabled={sending.busy}
          onClick={async () => {
            if (await sending.send('POST', `${path}/test`)) setSaid(words.tested);
          }}
        >
          {words.test}
        </Button>
        <Button variant="default" size="xs" onClick={() => go(hrefWith(address, { change: 'yes' }))}>
          {words.changeHook}
        </Button>
        <Button
          variant="default"
          size="xs"
          title={words.newSecretMore}
          aria-disabled={sending.busy}
          onClick={async () => {
            const done = await sending.send<{ secret: string | null }>('POST', `${path}/secret-rotation`);
            if (done) setSecret(done.value.secret);
          }}
        >
          {words.newSecret}
        </Button>
        <Confirm
          opens={words.remove}
          word={hostOf(endpoint.url)}
          button={words.remove}
          busy={removing.busy}
          error={removing.error}
          onConfirm={async () => {
            if (!(await removing.send('DELETE', path))) return false;
            go('/admin/webhooks');
            return true;
          }}
        >
          <Alert color="red">{words.removeEffect(endpoint.url)}</Alert>
        </Confirm>
      </div>
      {sending.error && <Failed title={common.notDone} error={sending.error} />}
      <p role="status" className="muted">
        {said}
      </p>
      {secret && (
        <div className="panel">
          <Secret name={common.secret} value={secret} />
          <p className="muted">{words.newSecretMore}</p>
          <Button size="xs" onClick={() => setSecret(null)}>
            {words.done}
          </Button>
        </div>
      )}
    </>
  );
}

const hostOf = (url: string): string => {
  try {
    return new URL(url).host;
  } catch {
    return url;
  }
};

function Deliveries({ endpoint, address }: { endpoint: Endpoint; address: Address }) {
  const state = address.parameters.get('state');
  const shown = address.parameters.get('delivery');
  const path = `/webhook-endpoints/${endpoint.id}/deliveries`;
  const list = useList<Delivery>('deliveries', { state }, path, EVERY_MS);
  const rows = rowsOf(list);
  const failed = rows.filter((it) => it.state === 'failed');
  const arrived = rows.some((it) => it.state === 'delivered');
  const sending = useSend('deliveries');
  const [said, setSaid] = useState('');
  const resend = (delivery: Delivery) => sending.send('POST', `${path}/${delivery.id}/replay`);
  const resendAll = async () => {
    let count = 0;
    for (const delivery of failed) {
      if (!(await resend(delivery))) break;
      count += 1;
    }
    setSaid(words.resentAll(count));
  };
  const detail = rows.find(({ id }) => id === shown);
  return (
    <section aria-labelledby="deliveries">
      <header className="section-head">
        <h2 id="deliveries">{words.deliveries}</h2>
        {!state && (
          <span role="status" className={`mark ${arrived ? 'ok' : 'warn'}`}>
            {arrived ? `✓ ${words.firstDelivery}` : words.firstDeliveryWaiting}
          </span>
        )}
      </header>
      <Group gap="sm" align="end" className="filters">
        <NativeSelect
          label={words.state}
          value={state ?? ''}
          data={[{ value: '', label: words.anyState }, 'pending', 'delivered', 'failed']}
          onChange={(event) => go(hrefWith(address, { state: event.currentTarget.value }))}
        />
        <Button
          variant="default"
          aria-disabled={failed.length === 0 || sending.busy}
          title={failed.length === 0 ? words.noneFailed : words.resendAllMore(failed.length)}
          onClick={() => failed.length > 0 && void resendAll()}
        >
          {words.resendAll}
        </Button>
      </Group>
      <p role="status" className="muted">
        {said || (failed.length === 0 ? words.noneFailed : words.resendAllMore(failed.length))}
      </p>
      {sending.error && <Failed title={common.notDone} error={sending.error} />}
      {detail && (
        <Attempts delivery={detail} endpoint={endpoint} onClose={() => go(hrefWith(address, { delivery: null }))} />
      )}
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
          csv="deliveries.csv"
          columns={[
            {
              title: words.event,
              text: (it) => it.event_type,
              cell: (it) => (
                <>
                  <RowLink href={hrefWith(address, { delivery: it.id })}>{it.event_type}</RowLink>
                  {it.kind !== 'event' && <span className="muted"> ({it.kind})</span>}
                </>
              ),
            },
            {
              title: words.state,
              text: (it) => it.state,
              cell: (it) => <span className={`mark ${TONE[it.state]}`}>{it.state}</span>,
            },
            { title: words.tries, amount: true, text: (it) => it.attempts, cell: (it) => it.attempts },
            {
              title: words.answer,
              wraps: true,
              text: (it) => it.last_status ?? it.last_error,
              cell: (it) => [it.last_status, it.last_error].filter(Boolean).join(' · ') || common.nothing,
            },
            { title: words.sent, text: (it) => it.created_at, cell: (it) => moment(it.created_at, LOCALE) },
            {
              title: '',
              cell: (it) => (
                <Button
                  variant="default"
                  size="xs"
                  aria-disabled={sending.busy}
                  onClick={async () => {
                    if (await resend(it)) setSaid(words.resent);
                  }}
                >
                  {words.resend}
                  <span className="unseen">
                    {' '}
                    {it.event_type} {moment(it.created_at, LOCALE)}
                  </span>
                </Button>
              ),
            },
          ]}
        />
        <ShowMore list={list} />
      </ListState>
      <Replay id={endpoint.id} />
    </section>
  );
}

/** One message, as it was sent and answered. */
function Attempts({ delivery, endpoint, onClose }: { delivery: Delivery; endpoint: Endpoint; onClose: () => void }) {
  return (
    <section className="panel" aria-label={words.delivery}>
      <header className="section-head">
        <h3>
          {words.delivery} {delivery.event_type}
        </h3>
        <Button variant="default" size="xs" onClick={onClose}>
          {common.close}
        </Button>
      </header>
      <h4>{words.request}</h4>
      <p className="code">POST {endpoint.url}</p>
      <p className="muted">{words.requestMore}</p>
      <p className="code">{delivery.event_id}</p>
      <h4>{words.response}</h4>
      <p>
        {delivery.attempts === 0
          ? words.noResponse
          : [delivery.last_status && `HTTP ${delivery.last_status}`, delivery.last_error].filter(Boolean).join(' · ')}
      </p>
      <p className="muted">
        {[
          `${words.tries}: ${delivery.attempts}`,
          delivery.attempted_at && moment(delivery.attempted_at, LOCALE),
          delivery.state === 'pending' && delivery.next_at && `${words.next}: ${moment(delivery.next_at, LOCALE)}`,
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </section>
  );
}

function Replay({ id }: { id: string }) {
  const sending = useSend('deliveries');
  const [said, setSaid] = useState('');
  return (
    <details>
      <summary>{words.replay}</summary>
      <p className="muted">{words.replayMore}</p>
      <Form
        name={`replay ${id}`}
        fields={[
          { name: 'from', label: words.from, kind: 'moment', required: true },
          { name: 'until', label: words.until, kind: 'moment', required: true },
        ]}
        object={null}
        sending={sending}
        button={words.replay}
        onSend={async (body) => {
          const done = await sending.send<{ deliveries: number }>('POST', `/webhook-endpoints/${id}/replays`, body);
          if (done) setSaid(words.replayed(done.value.deliveries));
          return done !== null;
        }}
      />
      <p role="status">{said}</p>
    </details>
  );
}
