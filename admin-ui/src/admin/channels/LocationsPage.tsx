import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type Address, go, hrefWith } from '../address';
import { Form } from '../Form';
import { type Field, hoursOf, hoursText } from '../fields';
import { Empty, ListState } from '../parts';
import { RowLink } from '../RowLink';
import { Rows } from '../Rows';
import { Side } from '../Side';
import { useSend } from '../send';
import { useDesk } from '../staff';
import { offerUndo } from '../Undo';
import { words as common } from '../words';
import { words } from './words';

interface Location extends Record<string, unknown> {
  id: string;
  name: string;
  line1: string;
  postal_code: string;
  city: string;
  country: string;
  opening_hours: Record<string, [string, string][]> | null;
}

const FIELDS: Field[] = [
  { name: 'id', label: words.id, help: words.idHelp, kind: 'text', required: true, fixed: true },
  { name: 'name', label: words.name, kind: 'text', required: true },
  { name: 'line1', label: words.street, kind: 'text', required: true },
  { name: 'postal_code', label: words.postal, kind: 'text', required: true },
  { name: 'city', label: words.city, kind: 'text', required: true },
  { name: 'country', label: words.country, kind: 'text', required: true, initial: 'DE' },
  {
    name: 'time_zone',
    label: words.zone,
    help: words.zoneHelp,
    kind: 'text',
    required: true,
    initial: 'Europe/Berlin',
  },
  { name: 'pickup_minutes', label: words.pickup, kind: 'whole', nullable: true },
  { name: 'latitude', label: words.latitude, kind: 'decimal', nullable: true },
  { name: 'longitude', label: words.longitude, kind: 'decimal', nullable: true },
  {
    name: 'opening_hours',
    label: words.hours,
    help: words.hoursHelp,
    kind: 'written',
    nullable: true,
    parse: hoursOf,
    format: hoursText,
  },
  { name: 'closed_on', label: words.closedOn, help: words.closedHelp, kind: 'list', nullable: true },
];

/** Shops and warehouses. */
export function LocationsPage({ address }: { address: Address }) {
  const { ask, staff } = useDesk();
  const sending = useSend('locations');
  const list = useQuery({ queryKey: ['locations', 'whole'], queryFn: () => ask<{ data: Location[] }>('/locations') });
  const rows = list.data?.data ?? [];
  const one = rows.find(({ id }) => id === address.parameters.get('location')) ?? null;
  const fresh = address.parameters.get('new') !== null;
  const may = staff.roles.includes('admin');
  const close = () => go(hrefWith(address, { location: null, new: null }));
  const put = async (wanted: Record<string, unknown>) =>
    (await sending.send('PUT', `/locations/${encodeURIComponent(String(wanted.id))}`, wanted)) !== null;
  return (
    <>
      <p className="muted">{words.locationsMore}</p>
      {may ? (
        <Button mb="md" onClick={() => go(hrefWith(address, { new: 'yes', location: null }))}>
          {words.newLocation}
        </Button>
      ) : (
        <p className="muted">{common.needsRole(['admin'])}</p>
      )}
      <ListState
        query={list}
        isEmpty={rows.length === 0}
        empty={
          <Empty title={words.noLocations}>
            <p>{words.noLocationsMore}</p>
          </Empty>
        }
      >
        <Rows
          name={common.pages.locations}
          rows={rows}
          keyOf={({ id }) => id}
          address={address}
          columns={[
            {
              title: words.name,
              by: (it) => it.name,
              cell: (it) =>
                may ? <RowLink href={hrefWith(address, { location: it.id, new: null })}>{it.name}</RowLink> : it.name,
            },
            {
              title: words.city,
              by: (it) => it.city,
              wraps: true,
              cell: (it) => `${it.line1}, ${it.postal_code} ${it.city}, ${it.country}`,
            },
            {
              title: words.hours,
              wraps: true,
              cell: (it) => (
                <span className="small lines-kept">
                  {it.opening_hours ? hoursText(it.opening_hours) : common.nothing}
                </span>
              ),
            },
          ]}
        />
      </ListState>
      {may && (one || fresh) && (
        <Side title={one?.name ?? words.newLocation} onClose={close}>
          <Form
            key={one?.id ?? 'new'}
            name={`location ${one?.id ?? ''}`}
            fields={FIELDS}
            object={one}
            sending={sending}
            button={words.saveLocation}
            onSend={async (body) => {
              if (!(await put(body))) return false;
              if (one) offerUndo(words.locationSaved(one.name), () => put(one));
              close();
              return true;
            }}
          />
        </Side>
      )}
    </>
  );
}
