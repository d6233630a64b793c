import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Address, go, hrefWith } from '../address';
import { Form } from '../Form';
import type { Field } from '../fields';
import { Empty, Failed, ListState } from '../parts';
import { RowLink } from '../RowLink';
import { Rows } from '../Rows';
import { Side } from '../Side';
import { useSend } from '../send';
import { useDesk } from '../staff';
import { offerUndo } from '../Undo';
import { words as common } from '../words';
import { words } from './words';

interface Member extends Record<string, unknown> {
  id: string;
  name: string;
  roles: string[];
  subject: string | null;
  has_pin: boolean;
  active: boolean;
}

const FIELDS: Field[] = [
  { name: 'name', label: words.name, kind: 'text', required: true },
  {
    name: 'roles',
    label: words.roles,
    kind: 'many',
    required: true,
    options: ['cashier', 'agent', 'analyst', 'manager', 'admin'].map((value) => ({ value, label: value })),
  },
  { name: 'subject', label: words.subject, help: words.subjectHelp, kind: 'text' },
];

/** The people of the merchant, and what they may do at tills. */
export function StaffPage({ address }: { address: Address }) {
  const { ask } = useDesk();
  const sending = useSend('staff-members');
  const list = useQuery({
    queryKey: ['staff-members'],
    queryFn: () => ask<{ data: Member[] }>('/staff-members'),
  });
  const rows = list.data?.data ?? [];
  const shown = address.parameters.get('person');
  const fresh = address.parameters.get('new') !== null;
  const one = rows.find((it) => it.id === shown) ?? null;
  const close = () => go(hrefWith(address, { person: null, new: null }));
  const patch = async (id: string, body: Record<string, unknown>) =>
    (await sending.send('PATCH', `/staff-members/${id}`, body)) !== null;
  return (
    <>
      <p className="muted">{words.staffMore}</p>
      <Button mb="md" onClick={() => go(hrefWith(address, { new: 'yes', person: null }))}>
        {words.newStaff}
      </Button>
      {sending.error && !one && !fresh && <Failed title={common.notDone} error={sending.error} />}
      <ListState
        query={list}
        isEmpty={rows.length === 0}
        empty={
          <Empty title={words.noStaff}>
            <p>{words.noStaffMore}</p>
          </Empty>
        }
      >
        <Rows
          name={common.pages.staff}
          rows={rows}
          keyOf={(it) => it.id}
          address={address}
          columns={[
            {
              title: words.person,
              by: (it) => it.name,
              cell: (it) => <RowLink href={hrefWith(address, { person: it.id, new: null })}>{it.name}</RowLink>,
            },
            { title: words.roles, wraps: true, by: (it) => it.roles.join(), cell: (it) => it.roles.join(', ') },
            { title: words.pin, cell: (it) => (it.has_pin ? words.hasPin : words.noPin) },
            {
              title: words.state,
              by: (it) => (it.active ? 0 : 1),
              cell: (it) => (
                <span className={`mark ${it.active ? 'ok' : 'muted'}`}>{it.active ? words.isActive : words.off}</span>
              ),
            },
            {
              title: '',
              cell: (it) => (
                <Button
                  variant="default"
                  size="xs"
                  aria-disabled={sending.busy}
                  onClick={async () => {
                    if (!(await patch(it.id, { active: !it.active }))) return;
                    offerUndo(words.switched(it.name, !it.active), () => patch(it.id, { active: it.active }));
                  }}
                >
                  {it.active ? words.switchOff : words.switchOn}
                  <span className="unseen"> {it.name}</span>
                </Button>
              ),
            },
          ]}
        />
      </ListState>
      {(one || fresh) && (
        <Side title={one?.name ?? words.newStaff} onClose={close}>
          <Form
            key={one?.id ?? 'new'}
            name={`person ${one?.id ?? ''}`}
            fields={FIELDS}
            object={one}
            sending={sending}
            button={words.saveStaff}
            onSend={async (body) => {
              if (one) {
                if (!(await patch(one.id, { ...body, subject: body.subject ?? '' }))) return false;
                const { name, roles, subject } = one;
                offerUndo(words.staffSaved(name), () => patch(one.id, { name, roles, subject: subject ?? '' }));
              } else {
                const made = await sending.send<Member>('POST', '/staff-members', body);
                if (!made) return false;
                offerUndo(words.staffSaved(made.value.name), () => patch(made.value.id, { active: false }));
              }
              close();
              return true;
            }}
          />
          {one && <Pin id={one.id} />}
        </Side>
      )}
    </>
  );
}

function Pin({ id }: { id: string }) {
  const sending = useSend('staff-members');
  const [said, setSaid] = useState('');
  return (
    <>
      <h3>{words.pin}</h3>
      <Form
        name={null}
        fields={[{ name: 'pin', label: words.pin, help: words.pinHelp, kind: 'text', required: true, secret: true }]}
        object={null}
        sending={sending}
        button={words.setPin}
        onSend={async (body) => {
          const done = await sending.send('PUT', `/staff-members/${id}/pin`, body);
          if (done) setSaid(words.pinSet);
          return done !== null;
        }}
      />
      <p role="status">{said}</p>
    </>
  );
}
