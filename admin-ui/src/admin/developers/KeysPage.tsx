import { Alert, Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import { moment } from '../../shared/dates';
import { type Address, go, hrefWith } from '../address';
import { Confirm, Secret } from '../Confirm';
import { Form } from '../Form';
import type { Field } from '../fields';
import { Empty, Failed, ListState, LOCALE, ShowMore } from '../parts';
import { Rows } from '../Rows';
import { useSend } from '../send';
import { rowsOf, useList } from '../staff';
import { useMinute } from '../useMinute';
import { words as common } from '../words';
import { type ApiKey, SCOPES, stateOf } from './keys';
import { words } from './words';

const isSecret = (typed: Record<string, unknown>) => typed.kind !== 'publishable_key';
const FIELDS: Field[] = [
  { name: 'label', label: words.label, help: words.labelHelp, kind: 'text', required: true },
  {
    name: 'kind',
    label: words.kind,
    kind: 'choice',
    required: true,
    initial: 'secret_key',
    options: [
      { value: 'secret_key', label: words.secretKey },
      { value: 'publishable_key', label: words.publishableKey },
    ],
  },
  { name: 'expires_at', label: words.expires, help: words.expiresHelp, kind: 'moment' },
  {
    name: 'scopes',
    label: words.scopes,
    help: words.scopesHelp,
    kind: 'many',
    options: SCOPES.map((value) => ({ value, label: value })),
    when: isSecret,
  },
  {
    name: 'origins',
    label: words.origins,
    help: words.originsHelp,
    kind: 'list',
    nullable: true,
    when: (typed) => !isSecret(typed),
  },
];

interface Made {
  api_key: ApiKey;
  secret: string | null;
}

/** The keys of servers and pages: made, changed for new ones, and ended. */
export function KeysPage({ address }: { address: Address }) {
  const [made, setMade] = useState<Made | null>(null);
  const opened = address.parameters.get('new') !== null;
  const all = address.parameters.get('all') !== null;
  const sending = useSend('keys');
  const waits = made !== null;
  const list = useList<ApiKey>('keys', {}, '/api-keys', waits ? 2_000 : undefined);
  const now = Math.max(useMinute(), Date.now());
  const rows = rowsOf(list).filter((key) => all || ['active', 'ending'].includes(stateOf(key, now)));
  return (
    <>
      <p className="muted">{words.keysMore}</p>
      {made ? (
        <MadeKey made={made} keys={rowsOf(list)} onKept={() => setMade(null)} />
      ) : opened ? (
        <div className="panel">
          <Form
            name="api-key"
            fields={FIELDS}
            object={null}
            sending={sending}
            button={words.makeKey}
            onCancel={() => go(hrefWith(address, { new: null }))}
            onSend={async (body) => {
              const done = await sending.send<Made>('POST', '/api-keys', body);
              if (!done) return false;
              setMade(done.value);
              go(hrefWith(address, { new: null }));
              return true;
            }}
          />
        </div>
      ) : (
        <Button onClick={() => go(hrefWith(address, { new: 'yes' }))}>{words.newKey}</Button>
      )}
      <Checkbox
        mt="md"
        mb="sm"
        label={words.showOld}
        checked={all}
        onChange={(event) => go(hrefWith(address, { all: event.currentTarget.checked ? 'yes' : null }))}
      />
      <ListState
        query={list}
        isEmpty={rows.length === 0}
        empty={
          <Empty title={words.noKeys}>
            <p>{words.noKeysMore}</p>
            <code className="code">{curl('sk_…')}</code>
          </Empty>
        }
      >
        <Rows
          name={common.pages.keys}
          rows={rows}
          keyOf={({ id }) => id}
          {...(list.hasNextPage ? {} : { address })}
          columns={[
            { title: words.label, cell: (key) => key.label, by: (key) => key.label, wraps: true },
            { title: words.key, cell: (key) => <code>{key.preview}</code> },
            {
              title: words.may,
              wraps: true,
              cell: (key) => key.scopes?.join(', ') ?? key.origins?.join(', ') ?? words.everything,
            },
            { title: words.state, cell: (key) => <KeyState apiKey={key} now={now} /> },
            {
              title: words.lastUsed,
              cell: (key) => (key.last_used_at ? moment(key.last_used_at, LOCALE) : common.never),
              by: (key) => key.last_used_at ?? '',
            },
            { title: common.created, cell: (key) => moment(key.created_at, LOCALE), by: (key) => key.created_at },
            {
              title: '',
              cell: (key) => ['active', 'ending'].includes(stateOf(key, now)) && <Ends apiKey={key} onMade={setMade} />,
            },
          ]}
        />
        <ShowMore list={list} />
      </ListState>
    </>
  );
}

const curl = (key: string): string => `curl ${location.origin}/api/v1/channels -H "Authorization: Bearer ${key}"`;

function KeyState({ apiKey, now }: { apiKey: ApiKey; now: number }) {
  const state = stateOf(apiKey, now);
  if (state === 'active') return <span className="mark ok">{words.active}</span>;
  if (state === 'revoked') return <span className="mark bad">{words.revoked}</span>;
  if (state === 'expired') return <span className="mark muted">{words.expired}</span>;
  return <span className="mark warn">{words.endsAt(moment(apiKey.expires_at ?? '', LOCALE))}</span>;
}

/** The secret, once; and whether the key was heard of yet. */
function MadeKey({ made, keys, onKept }: { made: Made; keys: ApiKey[]; onKept: () => void }) {
  const used = keys.find(({ id }) => id === made.api_key.id)?.last_used_at;
  return (
    <div className="panel">
      <h2>{made.api_key.label}</h2>
      <Secret name={common.secret} value={made.secret ?? common.nothing} />
      <p>{words.tryIt}</p>
      <code className="code">{curl('$KEY')}</code>
      <p role="status" className={`mark ${used ? 'ok' : 'warn'}`}>
        {used ? `✓ ${words.firstCall}` : words.firstCallWaiting}
      </p>
      <div>
        <Button onClick={onKept}>{words.done}</Button>
      </div>
    </div>
  );
}

function Ends({ apiKey, onMade }: { apiKey: ApiKey; onMade: (made: Made) => void }) {
  const rotating = useSend('keys');
  const revoking = useSend('keys');
  const used = apiKey.last_used_at ? moment(apiKey.last_used_at, LOCALE) : common.never;
  return (
    <span className="buttons">
      {!apiKey.replaced_by && (
        <Button
          variant="default"
          size="xs"
          title={words.rotateMore}
          aria-disabled={rotating.busy}
          onClick={async () => {
            const done = await rotating.send<Made>('POST', `/api-keys/${apiKey.id}/rotate`, {});
            if (done) onMade(done.value);
          }}
        >
          {words.rotate}
          <span className="unseen"> {apiKey.label}</span>
        </Button>
      )}
      <Confirm
        opens={words.revoke}
        what={apiKey.label}
        word={apiKey.preview.slice(-4)}
        button={words.revokeButton}
        busy={revoking.busy}
        error={revoking.error}
        onConfirm={async () => (await revoking.send('POST', `/api-keys/${apiKey.id}/revoke`)) !== null}
      >
        <Alert color="red">{words.revokeEffect(apiKey.label, used)}</Alert>
      </Confirm>
      {rotating.error && <Failed title={common.notDone} error={rotating.error} />}
    </span>
  );
}
