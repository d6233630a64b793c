import { Alert, Button, CopyButton, Group, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { OrderSummary, SessionStatus } from '../../shared/api';
import { moment } from '../../shared/dates';
import { call } from '../../shared/http';
import { type Address, go, hrefWith } from '../address';
import { Confirm } from '../Confirm';
import { Form } from '../Form';
import type { Field } from '../fields';
import {
  Amount,
  ChannelMark,
  Empty,
  Failed,
  ListState,
  LOCALE,
  Loading,
  OrderMark,
  ShowMore,
  StatusMark,
} from '../parts';
import { RowLink } from '../RowLink';
import { Rows } from '../Rows';
import { saveText } from '../save';
import { useSend } from '../send';
import { rowsOf, useDesk, useList } from '../staff';
import { words as common } from '../words';
import { words } from './words';

interface Customer {
  id: string;
  name: string | null;
  email: string | null;
  phone: string | null;
  loyalty_id: string | null;
}

const ADD: Field[] = [
  { name: 'name', label: words.name, kind: 'text' },
  { name: 'email', label: words.email, kind: 'text' },
  { name: 'phone', label: words.phone, help: words.phoneHelp, kind: 'text' },
  { name: 'loyalty_id', label: words.loyalty, kind: 'text' },
];

/** The people the merchant knows: found by what is exactly theirs, and looked after. */
export function CustomersPage({ address }: { address: Address }) {
  const id = address.parameters.get('customer');
  return id ? <OneCustomer key={id} id={id} address={address} /> : <Find address={address} />;
}

function Find({ address }: { address: Address }) {
  const { staff } = useDesk();
  const [by, setBy] = useState(address.parameters.get('by') ?? 'email');
  const [text, setText] = useState('');
  const [found, setFound] = useState<Customer[] | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  const adding = useSend('customers');
  const show = (customer: Customer) => go(hrefWith(address, { customer: customer.id, by: null }));
  const find = async () => {
    if (busy || !text.trim()) return;
    setBusy(true);
    setError(null);
    setFound(null);
    try {
      const body = { [by]: text.trim() };
      const { value } = await call<{ data: Customer[] }>('POST', '/customer-lookups', { token: staff.token, body });
      setFound(value.data);
      const [only, ...others] = value.data;
      if (only && others.length === 0) show(only);
    } catch (thrown) {
      setError(thrown as Error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <p className="muted">{words.more}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void find();
        }}
      >
        <Group component="search" gap="sm" align="end" className="filters">
          <NativeSelect
            label={words.by}
            value={by}
            data={Object.entries(words.ways).map(([value, label]) => ({ value, label }))}
            onChange={(event) => setBy(event.currentTarget.value)}
          />
          <TextInput
            label={words.ways[by]}
            type="text"
            inputMode={by === 'email' ? 'email' : by === 'phone' ? 'tel' : 'text'}
            autoComplete="off"
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <Button type="submit" aria-disabled={busy || !text.trim()} title={text.trim() ? undefined : words.typeFirst}>
            {busy ? words.finding : words.find}
          </Button>
        </Group>
      </form>
      {error && <Failed error={error} onRetry={() => void find()} />}
      <div role="status">
        {found?.length === 0 && (
          <Empty title={words.nobody}>
            <p>{words.nobodyMore}</p>
          </Empty>
        )}
      </div>
      {found && found.length > 1 && (
        <Rows
          name={common.pages.customers}
          rows={found}
          keyOf={(it) => it.id}
          columns={[
            {
              title: words.customer,
              cell: (it) => <RowLink href={hrefWith(address, { customer: it.id })}>{it.name ?? it.id}</RowLink>,
            },
            { title: words.email, wraps: true, cell: (it) => it.email },
            { title: words.phone, cell: (it) => it.phone },
            { title: words.loyalty, cell: (it) => it.loyalty_id },
          ]}
        />
      )}
      <details>
        <summary>{words.add}</summary>
        <Form
          name="customer"
          fields={ADD}
          object={null}
          sending={adding}
          button={words.addButton}
          onSend={async (body) => {
            const made = await adding.send<Customer>('POST', '/customers', body);
            if (made) show(made.value);
            return made !== null;
          }}
        />
      </details>
    </>
  );
}

function OneCustomer({ id, address }: { id: string; address: Address }) {
  const { ask } = useDesk();
  const [erased, setErased] = useState<number | null>(null);
  const query = useQuery({
    queryKey: ['customers', id],
    queryFn: () => ask<Customer>(`/customers/${encodeURIComponent(id)}`),
    enabled: erased === null,
  });
  const { data, error } = query;
  const back = (
    <p>
      <RowLink href="/admin/customers">{words.back}</RowLink>
    </p>
  );
  if (erased !== null) {
    return (
      <>
        {back}
        <p role="status">{words.erased(erased)}</p>
      </>
    );
  }
  return (
    <>
      {back}
      {error && <Failed error={error} onRetry={() => void query.refetch()} />}
      {!data && !error && <Loading rows={8} />}
      {data && (
        <>
          <h2>{data.name ?? words.customer}</h2>
          <p className="facts">
            {[data.email, data.phone, data.loyalty_id && `${words.loyalty} ${data.loyalty_id}`]
              .filter(Boolean)
              .map((fact) => (
                <span key={fact}>{fact}</span>
              ))}
            <CopyButton value={data.id}>
              {({ copied, copy }) => (
                <Button variant="default" size="xs" onClick={copy}>
                  <span aria-live="polite">{copied ? common.copied : words.copyId}</span>
                </Button>
              )}
            </CopyButton>
          </p>
          <Orders id={id} address={address} />
          <Sessions id={id} address={address} />
          <Tenders id={id} />
          <Consents id={id} />
          <Passkeys id={id} />
          <Privacy id={id} onErased={setErased} />
        </>
      )}
    </>
  );
}

function Orders({ id, address }: { id: string; address: Address }) {
  const list = useList<OrderSummary>('orders', { of: id }, `/customers/${id}/orders`);
  const rows = rowsOf(list);
  return (
    <section aria-labelledby="orders-of">
      <h2 id="orders-of">{words.orders}</h2>
      <ListState query={list} isEmpty={rows.length === 0} empty={<p className="muted">{words.noOrders}</p>}>
        <Rows
          name={words.orders}
          rows={rows}
          keyOf={(it) => it.id}
          csv="orders.csv"
          columns={[
            {
              title: common.order,
              text: (it) => it.number,
              cell: (it) => <RowLink href={hrefWith(address, { order: it.id })}>{it.number}</RowLink>,
            },
            { title: common.placed, text: (it) => it.placed_at, cell: (it) => moment(it.placed_at, LOCALE) },
            { title: common.channel, text: (it) => it.channel.id, cell: (it) => <ChannelMark channel={it.channel} /> },
            { title: common.state, text: (it) => it.state, cell: (it) => <OrderMark state={it.state} /> },
            {
              title: common.total,
              amount: true,
              text: (it) => it.total_minor,
              cell: (it) => <Amount minor={it.total_minor} currency={it.currency} />,
            },
          ]}
        />
        <ShowMore list={list} />
      </ListState>
    </section>
  );
}

interface KeptSession {
  id: string;
  channel: string;
  status: SessionStatus;
  created_at: string;
}

/** Sessions are personal data as such: they are asked for only when somebody wants to see them, and that stands in the audit log. */
function Sessions({ id, address }: { id: string; address: Address }) {
  const { ask, staff } = useDesk();
  const [wanted, setWanted] = useState(false);
  const may = staff.roles.some((role) => role === 'manager' || role === 'admin');
  const list = useQuery({
    queryKey: ['customer-sessions', id],
    queryFn: () => ask<{ sessions: KeptSession[] }>(`/customers/${encodeURIComponent(id)}/personal-data`),
    enabled: wanted && may,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const rows = (list.data?.sessions ?? []).toReversed();
  return (
    <section aria-labelledby="sessions-of">
      <h2 id="sessions-of">{words.sessions}</h2>
      {!may && <p className="muted">{words.needsManager}</p>}
      {may && !wanted && (
        <p className="buttons">
          <Button variant="default" size="xs" onClick={() => setWanted(true)}>
            {words.showSessions}
          </Button>
          <span className="muted">{words.showSessionsMore}</span>
        </p>
      )}
      {wanted && (
        <ListState query={list} isEmpty={rows.length === 0} empty={<p className="muted">{words.noSessions}</p>}>
          <Rows
            name={words.sessions}
            rows={rows}
            keyOf={(it) => it.id}
            columns={[
              {
                title: common.started,
                cell: (it) => (
                  <RowLink href={hrefWith(address, { session: it.id })}>{moment(it.created_at, LOCALE)}</RowLink>
                ),
              },
              { title: common.channel, cell: (it) => it.channel },
              { title: common.status, cell: (it) => <StatusMark status={it.status} /> },
            ]}
          />
        </ListState>
      )}
    </section>
  );
}

interface SavedTender {
  id: string;
  label: string;
  exp_month: number | null;
  exp_year: number | null;
  expired: boolean;
  consent_text: string;
}

function Tenders({ id }: { id: string }) {
  const { ask } = useDesk();
  const list = useQuery({
    queryKey: ['saved-tenders', id],
    queryFn: () => ask<{ data: SavedTender[] }>(`/saved-tenders?${new URLSearchParams({ customer_id: id })}`),
  });
  const rows = list.data?.data ?? [];
  return (
    <section aria-labelledby="tenders-of">
      <header className="section-head">
        <h2 id="tenders-of">{words.tenders}</h2>
        <RowLink href={`/admin/gift-cards?customer=${id}`}>{words.credit}</RowLink>
      </header>
      <ListState query={list} isEmpty={rows.length === 0} empty={<p className="muted">{words.noTenders}</p>}>
        <Rows
          name={words.tenders}
          rows={rows}
          keyOf={(it) => it.id}
          columns={[
            { title: words.tender, cell: (it) => it.label },
            {
              title: words.expires,
              cell: (it) =>
                [it.exp_month && `${it.exp_month}/${it.exp_year}`, it.expired && words.expired]
                  .filter(Boolean)
                  .join(' '),
            },
            { title: words.words, wraps: true, cell: (it) => it.consent_text },
            {
              title: '',
              cell: (it) => (
                <Remove
                  opens={words.forget}
                  what={it.label}
                  path={`/saved-tenders/${it.id}`}
                  stale="saved-tenders"
                  effect={words.forgetEffect(it.label)}
                />
              ),
            },
          ]}
        />
      </ListState>
    </section>
  );
}

interface Consent {
  id: string;
  purpose: string;
  text: string;
  channel_id: string | null;
  given_at: string;
  withdrawn_at: string | null;
}

function Consents({ id }: { id: string }) {
  const { ask } = useDesk();
  const list = useQuery({
    queryKey: ['consents', id],
    queryFn: () => ask<{ data: Consent[] }>(`/customers/${encodeURIComponent(id)}/consents`),
  });
  const rows = list.data?.data ?? [];
  return (
    <section aria-labelledby="consents-of">
      <h2 id="consents-of">{words.consents}</h2>
      <ListState query={list} isEmpty={rows.length === 0} empty={<p className="muted">{words.noConsents}</p>}>
        <Rows
          name={words.consents}
          rows={rows}
          keyOf={(it) => it.id}
          columns={[
            { title: words.purpose, cell: (it) => it.purpose },
            { title: words.words, wraps: true, cell: (it) => it.text },
            { title: words.given, cell: (it) => moment(it.given_at, LOCALE) },
            { title: words.withdrawn, cell: (it) => it.withdrawn_at && moment(it.withdrawn_at, LOCALE) },
            {
              title: '',
              cell: (it) =>
                !it.withdrawn_at && (
                  <Remove
                    opens={words.withdraw}
                    what={it.purpose}
                    path={`/customers/${id}/consents/${it.id}`}
                    stale="consents"
                    effect={words.withdrawEffect(it.purpose)}
                  />
                ),
            },
          ]}
        />
      </ListState>
    </section>
  );
}

interface Passkey {
  id: string;
  label: string;
  created_at: string;
  last_used_at: string | null;
  suspected_at: string | null;
}

function Passkeys({ id }: { id: string }) {
  const { ask } = useDesk();
  const list = useQuery({
    queryKey: ['passkeys', id],
    queryFn: () => ask<{ data: Passkey[] }>(`/customers/${encodeURIComponent(id)}/passkeys`),
  });
  const rows = list.data?.data ?? [];
  return (
    <section aria-labelledby="passkeys-of">
      <h2 id="passkeys-of">{words.passkeys}</h2>
      <ListState query={list} isEmpty={rows.length === 0} empty={<p className="muted">{words.noPasskeys}</p>}>
        <Rows
          name={words.passkeys}
          rows={rows}
          keyOf={(it) => it.id}
          columns={[
            {
              title: words.label,
              wraps: true,
              cell: (it) => (
                <>
                  {it.label} {it.suspected_at && <span className="mark bad">{words.suspected}</span>}
                </>
              ),
            },
            { title: common.created, cell: (it) => moment(it.created_at, LOCALE) },
            {
              title: words.lastUsed,
              cell: (it) => (it.last_used_at ? moment(it.last_used_at, LOCALE) : common.never),
            },
            {
              title: '',
              cell: (it) => (
                <Remove
                  opens={words.remove}
                  what={it.label}
                  path={`/customers/${id}/passkeys/${it.id}`}
                  stale="passkeys"
                  effect={words.removePasskey(it.label)}
                />
              ),
            },
          ]}
        />
      </ListState>
    </section>
  );
}

interface RemoveProps {
  opens: string;
  what: string;
  path: string;
  stale: string;
  effect: string;
}

function Remove({ opens, what, path, stale, effect }: RemoveProps) {
  const sending = useSend(stale);
  return (
    <Confirm
      opens={opens}
      what={what}
      word={words.typeRemove}
      button={opens}
      busy={sending.busy}
      error={sending.error}
      onConfirm={async () => (await sending.send('DELETE', path)) !== null}
    >
      <Alert color="red">{effect}</Alert>
    </Confirm>
  );
}

function Privacy({ id, onErased }: { id: string; onErased: (orders: number) => void }) {
  const { ask, staff } = useDesk();
  const sending = useSend('customers', 'orders', 'sessions');
  const [error, setError] = useState<Error | null>(null);
  const path = `/customers/${encodeURIComponent(id)}/personal-data`;
  const may = staff.roles.some((role) => role === 'manager' || role === 'admin');
  const save = async () => {
    setError(null);
    try {
      saveText(`customer-${id}.json`, JSON.stringify(await ask<unknown>(path), null, 2), 'application/json');
    } catch (thrown) {
      setError(thrown as Error);
    }
  };
  return (
    <section aria-labelledby="privacy">
      <h2 id="privacy">{words.privacy}</h2>
      {may ? (
        <>
          <p className="muted">{words.privacyMore}</p>
          <div className="buttons">
            <Button variant="default" size="xs" onClick={() => void save()}>
              {words.export}
            </Button>
            <Confirm
              opens={words.erase}
              word={words.eraseWord}
              button={words.erase}
              busy={sending.busy}
              error={sending.error}
              onConfirm={async () => {
                const done = await sending.send<{ orders_kept: number }>('POST', `${path}/erase`);
                if (done) onErased(done.value.orders_kept);
                return done !== null;
              }}
            >
              <Alert color="red">{words.eraseEffect}</Alert>
            </Confirm>
          </div>
          {error && <Failed error={error} onRetry={() => void save()} />}
        </>
      ) : (
        <p className="muted">{words.needsManager}</p>
      )}
    </section>
  );
}
