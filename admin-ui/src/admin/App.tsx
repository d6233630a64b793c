import { Alert, Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import {
  Component,
  type ComponentType,
  type LazyExoticComponent,
  lazy,
  type ReactNode,
  Suspense,
  useCallback,
  useEffect,
  useRef,
  useState,
} from 'react';
import type { ClientConfig } from '../shared/api';
import { call } from '../shared/http';
import { finishSignIn, isBack, type Staff, signedIn, signIn, signOut } from '../shared/signIn';
import { type Address, go, hrefWith, useAddress } from './address';
import { firstPage, maySee, menuOf, type Page, placeOf } from './pages';
import { Empty, Failed, Loading } from './parts';
import { RowLink } from './RowLink';
import { DeskOf, useDesk } from './staff';
import { UndoBar } from './Undo';
import { words } from './words';

type View = ComponentType<{ address: Address }>;

/** Each page is loaded when somebody goes there. */
const view = <Name extends string>(name: Name, load: () => Promise<Record<Name, View>>): LazyExoticComponent<View> =>
  lazy(async () => ({ default: (await load())[name] }));

const VIEWS: Record<Page, LazyExoticComponent<View>> = {
  home: view('HomePage', () => import('./home/HomePage')),
  funnel: view('FunnelPage', () => import('./FunnelPage')),
  experiments: view('ExperimentsPage', () => import('./ExperimentsPage')),
  feedback: view('FeedbackPage', () => import('./FeedbackPage')),
  sessions: view('SessionsPage', () => import('./SessionsPage')),
  parked: view('ParkedPage', () => import('./channels/ParkedPage')),
  orders: view('OrdersPage', () => import('./OrdersPage')),
  fulfillments: view('FulfillmentsPage', () => import('./orders/FulfillmentsPage')),
  payments: view('PaymentsPage', () => import('./PaymentsPage')),
  books: view('BooksPage', () => import('./BooksPage')),
  items: view('ItemsPage', () => import('./catalog/ItemsPage')),
  stock: view('StockPage', () => import('./catalog/StockPage')),
  'price-lists': view('PriceListsPage', () => import('./catalog/PriceListsPage')),
  import: view('ImportPage', () => import('./catalog/ImportPage')),
  promotions: view('PromotionsPage', () => import('./catalog/PromotionsPage')),
  'gift-cards': view('GiftCardsPage', () => import('./catalog/GiftCardsPage')),
  customers: view('CustomersPage', () => import('./customers/CustomersPage')),
  channels: view('ChannelsPage', () => import('./channels/ChannelsPage')),
  registers: view('RegistersPage', () => import('./channels/RegistersPage')),
  shifts: view('ShiftsPage', () => import('./channels/ShiftsPage')),
  locations: view('LocationsPage', () => import('./channels/LocationsPage')),
  delivery: view('DeliveryPage', () => import('./settings/DeliveryPage')),
  taxes: view('TaxesPage', () => import('./settings/TaxesPage')),
  routing: view('RoutingPage', () => import('./settings/RoutingPage')),
  staff: view('StaffPage', () => import('./settings/StaffPage')),
  keys: view('KeysPage', () => import('./developers/KeysPage')),
  webhooks: view('WebhooksPage', () => import('./developers/WebhooksPage')),
  exports: view('ExportsPage', () => import('./developers/ExportsPage')),
  'provider-events': view('ProviderEventsPage', () => import('./developers/ProviderEventsPage')),
  documentation: view('DocumentationPage', () => import('./developers/DocumentationPage')),
};
const SessionDrawer = lazy(async () => ({ default: (await import('./SessionDrawer')).SessionDrawer }));
const Palette = lazy(() => import('./Palette'));
const OrderDrawer = lazy(async () => ({ default: (await import('./OrderDrawer')).OrderDrawer }));

export function App() {
  const config = useQuery({
    queryKey: ['config'],
    queryFn: async () => (await call<ClientConfig>('GET', '/client-config')).value,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const [staff, setStaff] = useState<Staff | null>(() => signedIn());
  const [ended, setEnded] = useState(false);
  const end = useCallback(() => {
    signOut();
    setStaff(null);
    setEnded(true);
  }, []);
  const name = config.data?.name ?? '';
  useEffect(() => {
    document.title = name ? `${words.admin} · ${name}` : words.admin;
  }, [name]);

  if (config.error) {
    return (
      <main className="door">
        <Failed error={config.error} onRetry={() => void config.refetch()} />
      </main>
    );
  }
  if (!config.data) {
    return (
      <main className="door">
        <Loading rows={3} />
      </main>
    );
  }
  if (!staff) return <Door config={config.data} ended={ended} onStaff={setStaff} />;
  return (
    <DeskOf staff={staff} onEnded={end}>
      <Pages
        name={name}
        onSignOut={() => {
          signOut();
          setStaff(null);
        }}
      />
    </DeskOf>
  );
}

interface DoorProps {
  config: ClientConfig;
  ended: boolean;
  onStaff: (staff: Staff) => void;
}

/** Where staff come in, by the merchant's own issuer. */
function Door({ config: { name, sign_in: issuer }, ended, onStaff }: DoorProps) {
  const [busy, setBusy] = useState(() => isBack());
  const [error, setError] = useState<Error | null>(null);
  const finishing = useRef(false);
  useEffect(() => {
    if (!issuer || !isBack() || finishing.current) return;
    finishing.current = true;
    finishSignIn(issuer)
      .then(onStaff)
      .catch(setError)
      .finally(() => setBusy(false));
  }, [issuer, onStaff]);
  return (
    <main className="door">
      <p className="muted">{name}</p>
      <h1>{words.admin}</h1>
      <p>{words.signInMore}</p>
      {ended && !error && <Alert color="yellow">{words.signInEnded}</Alert>}
      {error && (
        <Alert color="red" role="alert">
          {error.message}
        </Alert>
      )}
      {issuer ? (
        <Button
          size="md"
          aria-disabled={busy}
          onClick={() => {
            if (busy) return;
            setBusy(true);
            signIn(issuer).catch((thrown: Error) => {
              setError(thrown);
              setBusy(false);
            });
          }}
        >
          {busy ? words.signingIn : words.signIn}
        </Button>
      ) : (
        <Alert color="yellow">{words.signInMissing}</Alert>
      )}
    </main>
  );
}

function Pages({ name, onSignOut }: { name: string; onSignOut: () => void }) {
  const { staff, live } = useDesk();
  const address = useAddress();
  const page = address.page ?? (address.named === '' ? firstPage(staff.roles) : null);
  const group = page && placeOf(page).group;
  const menu = menuOf(staff.roles);
  const siblings = menu.find((it) => it.group === group);
  const [finding, setFinding] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      setFinding(true);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  return (
    <>
      <header className="top">
        <strong>{name}</strong>
        <nav aria-label={words.menu}>
          {menu.map((it) => (
            <RowLink key={it.group} href={`/admin/${it.pages[0]}`} current={it.group === group}>
              {it.name}
            </RowLink>
          ))}
        </nav>
        <button type="button" className="finds" onClick={() => setFinding(true)}>
          {words.find} <kbd className="muted small">{words.findKeys}</kbd>
        </button>
        {staff.roles.includes('admin') && <FailingWebhooks />}
        <span role="status" className={`mark ${live ? 'ok' : 'warn'}`}>
          {live ? words.live : words.reconnecting}
        </span>
        <span className="who">
          <span className="muted">{staff.name}</span>
          <Button variant="default" size="xs" onClick={onSignOut}>
            {words.signOut}
          </Button>
        </span>
      </header>
      {siblings && siblings.pages.length > 1 && (
        <nav className="sub" aria-label={words.pagesOf(siblings.name)}>
          {siblings.pages.map((it) => (
            <RowLink key={it} href={`/admin/${it}`} current={it === page}>
              {placeOf(it).name}
            </RowLink>
          ))}
        </nav>
      )}
      <main className="page" key={page}>
        {page === null ? (
          <>
            <h1>{words.noPage}</h1>
            <p>{words.noPageMore}</p>
          </>
        ) : (
          <Shown page={page} address={{ ...address, page, named: page }} />
        )}
      </main>
      <Sides page={page} address={address} />
      <UndoBar />
      <Suspense>{finding && <Palette onClose={() => setFinding(false)} />}</Suspense>
    </>
  );
}

function Shown({ page, address }: { page: Page; address: Address }) {
  const { staff } = useDesk();
  const { title, roles } = placeOf(page);
  const View = VIEWS[page];
  return (
    <>
      <h1>{title}</h1>
      {maySee(page, staff.roles) ? (
        <Caught>
          <Suspense fallback={<Loading rows={6} />}>
            <View address={address} />
          </Suspense>
        </Caught>
      ) : (
        <p>{words.needsRole(roles)}</p>
      )}
    </>
  );
}

/** What is shown beside a page: one session or order, from whatever list it was opened. */
function Sides({ page, address }: { page: Page | null; address: Address }) {
  const session = address.parameters.get('session');
  const order = address.parameters.get('order');
  const { named } = address;
  const close = (what: string) => go(hrefWith({ named, parameters: address.parameters }, { [what]: null }));
  return (
    <Suspense>
      {session && page !== null && <SessionDrawer key={session} id={session} onClose={() => close('session')} />}
      {!session && order && page !== null && <OrderDrawer key={order} id={order} onClose={() => close('order')} />}
    </Suspense>
  );
}

interface Endpoint {
  id: string;
  failing_since: string | null;
  disabled_reason: string | null;
}

/** Whoever is not told any more what happens should not have to find out by themselves. */
function FailingWebhooks() {
  const { ask } = useDesk();
  const { data } = useQuery({
    queryKey: ['webhooks', 'failing'],
    queryFn: () => ask<{ data: Endpoint[] }>('/webhook-endpoints'),
    refetchInterval: 60_000,
  });
  const failing = data?.data.filter((it) => it.failing_since ?? it.disabled_reason) ?? [];
  if (failing.length === 0) return null;
  return (
    <span className="mark bad">
      <RowLink href={failing.length === 1 ? `/admin/webhooks?endpoint=${failing[0]?.id}` : '/admin/webhooks'}>
        {words.webhooksFail(failing.length)}
      </RowLink>
    </span>
  );
}

/** A page whose script is gone, as after an update of the server, or that fails. */
class Caught extends Component<{ children: ReactNode }, { lost: boolean }> {
  override state = { lost: false };

  static getDerivedStateFromError() {
    return { lost: true };
  }

  override render() {
    if (!this.state.lost) return this.props.children;
    return (
      <Empty title={words.pageLost}>
        <p>{words.pageLostMore}</p>
        <Button onClick={() => location.reload()}>{words.loadAgain}</Button>
      </Empty>
    );
  }
}
