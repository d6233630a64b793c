import { Alert, Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ClientConfig } from '../shared/api';
import { call } from '../shared/http';
import { finishSignIn, isBack, type Staff, signedIn, signIn, signOut } from '../shared/signIn';
import { go, hrefWith, useAddress } from './address';
import { BooksPage } from './BooksPage';
import { ExperimentsPage } from './ExperimentsPage';
import { FunnelPage } from './FunnelPage';
import { OrderDrawer } from './OrderDrawer';
import { OrdersPage } from './OrdersPage';
import { PaymentsPage } from './PaymentsPage';
import { Failed, Loading } from './parts';
import { RowLink } from './RowLink';
import { SessionDrawer } from './SessionDrawer';
import { SessionsPage } from './SessionsPage';
import { DeskOf, useDesk } from './staff';
import { words } from './words';

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
  const { staff, live, readsReports } = useDesk();
  const address = useAddress();
  const session = address.parameters.get('session');
  const order = address.parameters.get('order');
  const { page } = address;
  const title = {
    funnel: words.funnel,
    experiments: words.experiments,
    sessions: words.sessions,
    orders: words.orders,
    payments: words.paymentsUnderWay,
    books: words.books,
  };
  const keepsBooks = staff.roles.some((role) => role === 'manager' || role === 'admin');
  return (
    <>
      <header className="top">
        <strong>{name}</strong>
        <nav>
          {readsReports && (
            <>
              <RowLink href="/admin/funnel" current={page === 'funnel'}>
                {words.funnel}
              </RowLink>
              <RowLink href="/admin/experiments" current={page === 'experiments'}>
                {words.experiments}
              </RowLink>
            </>
          )}
          <RowLink href="/admin/sessions" current={page === 'sessions'}>
            {words.sessions}
          </RowLink>
          <RowLink href="/admin/orders" current={page === 'orders'}>
            {words.orders}
          </RowLink>
          <RowLink href="/admin/payments" current={page === 'payments'}>
            {words.payments}
          </RowLink>
          {keepsBooks && (
            <RowLink href="/admin/books" current={page === 'books'}>
              {words.books}
            </RowLink>
          )}
        </nav>
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
      <main className="page">
        <h1>{title[page]}</h1>
        {page === 'funnel' && (readsReports ? <FunnelPage address={address} /> : <p>{words.funnelRole}</p>)}
        {page === 'experiments' && (readsReports ? <ExperimentsPage /> : <p>{words.funnelRole}</p>)}
        {page === 'orders' && <OrdersPage address={address} />}
        {page === 'payments' && <PaymentsPage />}
        {page === 'books' && (keepsBooks ? <BooksPage /> : <p>{words.booksRole}</p>)}
        {page === 'sessions' && <SessionsPage address={address} />}
      </main>
      {session && (page === 'sessions' || page === 'funnel') && (
        <SessionDrawer key={session} id={session} onClose={() => go(hrefWith(address, { session: null }))} />
      )}
      {order && page === 'orders' && (
        <OrderDrawer key={order} id={order} onClose={() => go(hrefWith(address, { order: null }))} />
      )}
    </>
  );
}
