import { Button, Group, NativeSelect } from '@mantine/core';
import { moment } from '../../shared/dates';
import { type Address, go, hrefWith } from '../address';
import { Empty, Failed, ListState, LOCALE, ShowMore } from '../parts';
import { Rows } from '../Rows';
import { useSend } from '../send';
import { rowsOf, useList } from '../staff';
import { words as common } from '../words';
import { words } from './words';

interface ProviderEvent {
  id: string;
  provider: string;
  event_id: string;
  type: string;
  object_ref: string;
  state: string;
  tries: number;
  next_at: string | null;
  error: string | null;
  received_at: string;
}

const STATES = ['received', 'parked', 'applied', 'ignored', 'dead'];
const TONE: Record<string, string> = {
  applied: 'ok',
  ignored: 'muted',
  received: 'brand',
  parked: 'warn',
  dead: 'bad',
};

/** What payment providers told, and what could not be done with it. */
export function ProviderEventsPage({ address }: { address: Address }) {
  const state = address.parameters.get('state');
  const list = useList<ProviderEvent>('provider-events', { state }, '/provider-events', 5_000);
  const sending = useSend('provider-events');
  const rows = rowsOf(list);
  return (
    <>
      <p className="muted">{words.eventsMore}</p>
      <Group gap="sm" align="end" className="filters">
        <NativeSelect
          label={words.state}
          value={state ?? ''}
          data={[{ value: '', label: words.anyState }, ...STATES]}
          onChange={(event) => go(hrefWith(address, { state: event.currentTarget.value }))}
        />
      </Group>
      {sending.error && <Failed title={common.notDone} error={sending.error} />}
      <ListState
        query={list}
        isEmpty={rows.length === 0}
        empty={
          <Empty title={words.noEvents}>
            <p>{words.noEventsMore}</p>
          </Empty>
        }
      >
        <Rows
          name={common.pages['provider-events']}
          rows={rows}
          keyOf={(it) => it.id}
          csv="provider-events.csv"
          columns={[
            { title: words.received, text: (it) => it.received_at, cell: (it) => moment(it.received_at, LOCALE) },
            {
              title: words.type,
              text: (it) => it.type,
              cell: (it) => (
                <>
                  {it.type} <span className="muted">{it.provider}</span>
                </>
              ),
            },
            { title: words.about, text: (it) => it.object_ref, cell: (it) => <code>{it.object_ref}</code> },
            {
              title: words.state,
              text: (it) => it.state,
              cell: (it) => <span className={`mark ${TONE[it.state] ?? 'muted'}`}>{it.state}</span>,
            },
            { title: words.tries, amount: true, text: (it) => it.tries, cell: (it) => it.tries },
            { title: words.error, wraps: true, text: (it) => it.error, cell: (it) => it.error },
            {
              title: '',
              cell: (it) =>
                (it.state === 'dead' || it.state === 'parked') && (
                  <Button
                    variant="default"
                    size="xs"
                    aria-disabled={sending.busy}
                    onClick={() => void sending.send('POST', `/provider-events/${it.id}/retry`)}
                  >
                    {words.retry}
                    <span className="unseen"> {it.object_ref}</span>
                  </Button>
                ),
            },
          ]}
        />
        <ShowMore list={list} />
      </ListState>
    </>
  );
}
