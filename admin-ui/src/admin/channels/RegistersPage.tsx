import { Alert, Button } from '@mantine/core';
import { useState } from 'react';
import { moment } from '../../shared/dates';
import { type Address, go, hrefWith } from '../address';
import { Confirm, Secret } from '../Confirm';
import { Form } from '../Form';
import { Empty, ListState, LOCALE, ShowMore } from '../parts';
import { RowLink } from '../RowLink';
import { Rows } from '../Rows';
import { useSend } from '../send';
import { rowsOf, useList } from '../staff';
import { useChannels } from '../useChannels';
import { words as common } from '../words';
import { words } from './words';

interface Register {
  id: string;
  name: string;
  channel_id: string;
  location_id: string | null;
  state: 'waiting' | 'expired' | 'enrolled' | 'revoked';
  enrolled_at: string | null;
  last_seen_at: string | null;
}

const TONE = { waiting: 'warn', expired: 'muted', enrolled: 'ok', revoked: 'bad' } as const;

/** Devices that are tills. */
export function RegistersPage({ address }: { address: Address }) {
  const [made, setMade] = useState<{ register: Register; code: string | null } | null>(null);
  const list = useList<Register>('registers', {}, '/registers', made ? 2_000 : undefined);
  const rows = rowsOf(list);
  const tills = useChannels().filter(({ kind }) => kind === 'pos');
  const fresh = address.parameters.get('new') !== null;
  const sending = useSend('registers');
  const enrolled = rows.find(({ id }) => id === made?.register.id)?.state === 'enrolled';
  return (
    <>
      <p className="muted">{words.registersMore}</p>
      {made ? (
        <div className="panel">
          <h2>{made.register.name}</h2>
          <Secret
            name={words.code}
            value={made.code ?? common.nothing}
            more={words.codeMore(`${location.origin}/till/`)}
          />
          <p role="status" className={`mark ${enrolled ? 'ok' : 'warn'}`}>
            {enrolled ? `✓ ${words.enrolledNow}` : words.waitingDevice}
          </p>
          <div>
            <Button onClick={() => setMade(null)}>{words.kept}</Button>
          </div>
        </div>
      ) : fresh ? (
        <div className="panel">
          <Form
            key={tills.length}
            name="register"
            fields={[
              {
                name: 'channel_id',
                label: words.channel,
                kind: 'choice',
                required: true,
                initial: tills[0]?.id ?? '',
                options: tills.map(({ id, name }) => ({ value: id, label: name })),
              },
              { name: 'name', label: words.name, kind: 'text', required: true },
            ]}
            object={null}
            sending={sending}
            button={words.makeRegister}
            onCancel={() => go(hrefWith(address, { new: null }))}
            onSend={async (body) => {
              const done = await sending.send<{ register: Register; code: string | null }>('POST', '/registers', body);
              if (!done) return false;
              setMade(done.value);
              go(hrefWith(address, { new: null }));
              return true;
            }}
          />
        </div>
      ) : (
        <Button mb="md" onClick={() => go(hrefWith(address, { new: 'yes' }))}>
          {words.newRegister}
        </Button>
      )}
      <ListState
        query={list}
        isEmpty={rows.length === 0}
        empty={
          <Empty title={words.noRegisters}>
            <p>{words.noRegistersMore}</p>
          </Empty>
        }
      >
        <Rows
          name={common.pages.registers}
          rows={rows}
          keyOf={({ id }) => id}
          {...(list.hasNextPage ? {} : { address })}
          columns={[
            { title: words.register, wraps: true, by: (it) => it.name, cell: (it) => it.name },
            { title: words.channel, by: (it) => it.channel_id, cell: (it) => it.channel_id },
            { title: words.location, cell: (it) => it.location_id ?? common.nothing },
            {
              title: words.state,
              by: (it) => it.state,
              cell: (it) => <span className={`mark ${TONE[it.state]}`}>{words.registerState[it.state]}</span>,
            },
            {
              title: words.seen,
              by: (it) => it.last_seen_at ?? '',
              cell: (it) => (it.last_seen_at ? moment(it.last_seen_at, LOCALE) : common.never),
            },
            {
              title: '',
              cell: (it) => (
                <span className="buttons">
                  <RowLink href={`/admin/shifts?register=${it.id}`}>
                    {words.shiftsOf}
                    <span className="unseen"> {it.name}</span>
                  </RowLink>
                  {it.state !== 'revoked' && <Revoke register={it} />}
                </span>
              ),
            },
          ]}
        />
        <ShowMore list={list} />
      </ListState>
    </>
  );
}

function Revoke({ register }: { register: Register }) {
  const sending = useSend('registers');
  return (
    <Confirm
      opens={words.revoke}
      what={register.name}
      word={register.channel_id}
      button={words.revokeButton}
      busy={sending.busy}
      error={sending.error}
      onConfirm={async () => (await sending.send('POST', `/registers/${register.id}/revoke`)) !== null}
    >
      <Alert color="red">{words.revokeEffect(register.name)}</Alert>
    </Confirm>
  );
}
