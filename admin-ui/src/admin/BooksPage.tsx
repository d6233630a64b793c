import { Button, Table, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Break, Dispute, LedgerAccounts, Page, Reconciliation } from '../shared/api';
import { moment } from '../shared/dates';
import { call, download } from '../shared/http';
import { Amount, Failed, ListState, LOCALE } from './parts';
import { RowLink } from './RowLink';
import { useDesk } from './staff';
import { ACCOUNT, BREAK, DISPUTE_REASON, DISPUTE_STATE, words } from './words';

/** What the books say, whether the provider says the same, and who wants money back by the bank. */
export function BooksPage() {
  return (
    <>
      <Accounts />
      <Comparison />
      <Disputes />
    </>
  );
}

function Accounts() {
  const { ask, staff } = useDesk();
  const [error, setError] = useState<Error | null>(null);
  const list = useQuery({ queryKey: ['ledger'], queryFn: () => ask<LedgerAccounts>('/ledger/accounts') });
  const rows = list.data?.data ?? [];
  const save = async () => {
    setError(null);
    try {
      await download('/ledger/export', staff.token, 'ledger.csv');
    } catch (thrown) {
      setError(thrown as Error);
    }
  };
  return (
    <section>
      <h2>{words.accounts}</h2>
      <ListState query={list} isEmpty={rows.length === 0} empty={<p className="muted">{words.noEntries}</p>}>
        <Table.ScrollContainer minWidth={240} tabIndex={0} role="region" aria-label={words.accounts}>
          <Table verticalSpacing={6} className="rows">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{words.account}</Table.Th>
                <Table.Th className="amount">{words.balanceHere}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map(({ account, currency, amount_minor }) => (
                <Table.Tr key={`${account} ${currency}`}>
                  <Table.Td>
                    {ACCOUNT[account.split(':')[0] ?? account] ?? account}{' '}
                    <code className="muted account">{account}</code>
                  </Table.Td>
                  <Table.Td>
                    <Amount minor={amount_minor} currency={currency} />
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
        <p className="muted">{words.accountsMore}</p>
        <Button variant="default" size="xs" onClick={() => void save()}>
          {words.exportEntries}
        </Button>
        {error && <Failed error={error} />}
      </ListState>
    </section>
  );
}

function Comparison() {
  const { ask, staff } = useDesk();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  const state = useQuery({
    queryKey: ['reconciliations'],
    queryFn: () => ask<{ data: Reconciliation[] }>('/reconciliations'),
  });
  const breaks = useQuery({
    queryKey: ['breaks'],
    queryFn: () => ask<Page<Break>>('/reconciliation-breaks?state=open&limit=100'),
  });
  const open = breaks.data?.data ?? [];
  const compared = state.data?.data.some(({ read_at }) => read_at !== null) ?? false;
  const compare = async () => {
    if (busy) return;
    setBusy(true);
    setError(null);
    try {
      await call('POST', '/reconciliations', { token: staff.token });
      for (const key of ['reconciliations', 'breaks', 'ledger']) await queries.invalidateQueries({ queryKey: [key] });
    } catch (thrown) {
      setError(thrown as Error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <section>
      <h2>{words.comparison}</h2>
      <div role="status">
        {(state.data?.data ?? []).map((it) => (
          <p key={it.provider}>
            {it.read_at ? words.comparedAt(it.provider, moment(it.read_at, LOCALE)) : words.notCompared(it.provider)}{' '}
            <span className={`mark ${it.open_breaks === 0 ? 'ok' : 'warn'}`}>{words.openBreaks(it.open_breaks)}</span>
          </p>
        ))}
      </div>
      <Button variant="default" size="xs" aria-disabled={busy} onClick={() => void compare()}>
        {busy ? words.comparing : words.compareNow}
      </Button>
      {error && <Failed error={error} />}
      {state.error && <Failed error={state.error} onRetry={() => void state.refetch()} />}
      <ListState
        query={breaks}
        isEmpty={open.length === 0}
        empty={compared && <p className="muted">{words.noBreaks}</p>}
      >
        <ul className="breaks">
          {open.map((it) => (
            <li key={it.id}>
              <p>
                <strong>{BREAK[it.kind] ?? it.kind}</strong>{' '}
                <span className="muted">
                  {it.provider} {it.provider_ref} · {moment(it.found_at, LOCALE)}
                </span>
              </p>
              <p>
                {words.hereAndThere} <Amount minor={it.here_minor} currency={it.currency} /> ·{' '}
                <Amount minor={it.there_minor} currency={it.currency} />
              </p>
              <Explain id={it.id} />
            </li>
          ))}
        </ul>
      </ListState>
    </section>
  );
}

function Explain({ id }: { id: string }) {
  const { staff } = useDesk();
  const queries = useQueryClient();
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const explain = async () => {
    setError(null);
    if (!text.trim()) {
      setWrong(words.reasonMissing);
      return;
    }
    try {
      await call('POST', `/reconciliation-breaks/${encodeURIComponent(id)}/explain`, {
        token: staff.token,
        body: { explanation: text.trim() },
      });
      await queries.invalidateQueries({ queryKey: ['breaks'] });
      await queries.invalidateQueries({ queryKey: ['reconciliations'] });
    } catch (thrown) {
      setError(thrown as Error);
    }
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void explain();
      }}
    >
      <TextInput
        label={words.explanation}
        value={text}
        error={wrong}
        maxLength={500}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setWrong(null);
        }}
      />
      <Button type="submit" variant="default" size="xs" mt="xs">
        {words.explain}
      </Button>
      {error && <Failed error={error} />}
    </form>
  );
}

function Disputes() {
  const { ask } = useDesk();
  const list = useQuery({ queryKey: ['disputes'], queryFn: () => ask<Page<Dispute>>('/disputes?limit=100') });
  const rows = list.data?.data ?? [];
  return (
    <section>
      <h2>{words.disputes}</h2>
      <ListState query={list} isEmpty={rows.length === 0} empty={<p className="muted">{words.noDisputes}</p>}>
        <Table.ScrollContainer minWidth={640} tabIndex={0} role="region" aria-label={words.disputes}>
          <Table highlightOnHover verticalSpacing={6} className="rows">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{words.state}</Table.Th>
                <Table.Th className="amount">{words.amount}</Table.Th>
                <Table.Th>{words.reason}</Table.Th>
                <Table.Th>{words.respondBy}</Table.Th>
                <Table.Th>{words.provider}</Table.Th>
                <Table.Th>{words.session}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map((it) => (
                <Table.Tr key={it.id}>
                  <Table.Td>
                    <span className={`mark ${DISPUTE_STATE[it.state]?.tone ?? 'muted'}`}>
                      {DISPUTE_STATE[it.state]?.word ?? it.state}
                    </span>
                  </Table.Td>
                  <Table.Td>
                    <Amount minor={it.amount_minor} currency={it.currency} />
                  </Table.Td>
                  <Table.Td>{DISPUTE_REASON[it.reason] ?? it.reason}</Table.Td>
                  <Table.Td>{it.respond_by ? moment(it.respond_by, LOCALE) : ''}</Table.Td>
                  <Table.Td>
                    {it.provider} <span className="muted">{it.provider_ref}</span>
                  </Table.Td>
                  <Table.Td>
                    <RowLink href={`/admin/sessions?session=${it.session_id}`}>{words.openSession}</RowLink>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      </ListState>
    </section>
  );
}
