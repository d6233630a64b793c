import type { ClientConfig } from './api';

/** Signing in with the merchant's OpenID Connect issuer: authorization code with PKCE (RFC 7636), no secret. */

type SignInConfig = NonNullable<ClientConfig['sign_in']>;

export interface Staff {
  token: string;
  /** By which the server names them: `staff:…`. */
  subject: string;
  name: string;
  roles: string[];
  expiresAt: number;
}

interface Discovery {
  issuer: string;
  authorization_endpoint: string;
  token_endpoint: string;
}

/** What has to be known again when the browser comes back from the issuer. */
interface Journey {
  verifier: string;
  state: string;
  nonce: string;
  returnTo: string;
}

interface Claims {
  iss?: string;
  aud?: string | string[];
  nonce?: string;
  sub?: string;
  name?: string;
  roles?: string | string[];
  exp?: number;
}

const STAFF = 'onetill.staff';
const JOURNEY = 'onetill.sign-in';
/** The page somebody signs in at, such as `/desk/`; the issuer sends them back there. */
const page = (): string => `/${location.pathname.split('/')[1]}/`;
const redirectUri = (): string => location.origin + page();

export class SignInFailed extends Error {}

export function signedIn(now = Date.now()): Staff | null {
  const staff = JSON.parse(sessionStorage.getItem(STAFF) ?? 'null') as Staff | null;
  return staff && staff.expiresAt > now ? staff : null;
}

export function signOut(): void {
  sessionStorage.removeItem(STAFF);
}

/** Goes to the issuer. */
export async function signIn(config: SignInConfig): Promise<void> {
  const { authorization_endpoint } = await discover(config.issuer);
  const journey = {
    verifier: random(),
    state: random(),
    nonce: random(),
    returnTo: location.pathname + location.search,
  };
  sessionStorage.setItem(JOURNEY, JSON.stringify(journey));
  const url = new URL(authorization_endpoint);
  const asked = {
    response_type: 'code',
    client_id: config.client_id,
    redirect_uri: redirectUri(),
    scope: 'openid profile',
    state: journey.state,
    nonce: journey.nonce,
    code_challenge: await challengeOf(journey.verifier),
    code_challenge_method: 'S256',
  };
  for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value);
  location.assign(url);
}

/** Whether the issuer has just sent the browser back. */
export const isBack = (search = location.search): boolean => {
  const answer = new URLSearchParams(search);
  return answer.has('state') && (answer.has('code') || answer.has('error'));
};

/** Turns the issuer's answer into a signed-in member of staff. */
export async function finishSignIn(config: SignInConfig): Promise<Staff> {
  const answer = new URLSearchParams(location.search);
  const journey = JSON.parse(sessionStorage.getItem(JOURNEY) ?? 'null') as Journey | null;
  sessionStorage.removeItem(JOURNEY);
  history.replaceState(null, '', journey?.returnTo ?? page());
  if (!journey || answer.get('state') !== journey.state) {
    throw new SignInFailed('This sign-in was not begun in this tab. Please begin again.');
  }
  const code = answer.get('code');
  if (!code) throw new SignInFailed(answer.get('error_description') ?? answer.get('error') ?? 'The issuer said no.');
  const { token_endpoint } = await discover(config.issuer);
  const response = await fetch(token_endpoint, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirectUri(),
      client_id: config.client_id,
      code_verifier: journey.verifier,
    }),
  });
  if (!response.ok) throw new SignInFailed(`The issuer gave no token (HTTP ${response.status}).`);
  const tokens = (await response.json()) as { access_token: string; id_token?: string; expires_in?: number };
  checkIdToken(tokens.id_token, config, journey.nonce);
  const staff = staffOf(tokens.access_token, tokens.expires_in);
  sessionStorage.setItem(STAFF, JSON.stringify(staff));
  return staff;
}

async function discover(issuer: string): Promise<Discovery> {
  const response = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
  if (!response.ok) throw new SignInFailed(`The issuer does not answer (HTTP ${response.status}).`);
  const document = (await response.json()) as Discovery;
  if (document.issuer !== issuer) throw new SignInFailed(`The issuer calls itself ${document.issuer}, not ${issuer}.`);
  return document;
}

/** The token came straight from the issuer over its own connection, so its claims are checked, not its signature. */
export function checkIdToken(idToken: string | undefined, config: SignInConfig, nonce: string): void {
  if (!idToken) throw new SignInFailed('The issuer sent no id_token.');
  const { iss, aud, nonce: theirs } = claimsOf(idToken);
  if (iss !== config.issuer || ![aud].flat().includes(config.client_id) || theirs !== nonce) {
    throw new SignInFailed('The issuer’s answer is not for this sign-in.');
  }
}

/** Only for what is shown; what one may do, the server decides. */
export function staffOf(token: string, lifeSeconds = 300, now = Date.now()): Staff {
  const { name, sub, roles, exp } = claimsOf(token);
  return {
    token,
    subject: sub ?? '',
    name: name ?? sub ?? '',
    roles: [roles ?? []].flat(),
    expiresAt: exp ? exp * 1000 : now + lifeSeconds * 1000,
  };
}

function claimsOf(token: string): Claims {
  try {
    const text = atob((token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/'));
    return JSON.parse(new TextDecoder().decode(Uint8Array.from(text, (it) => it.charCodeAt(0)))) as Claims;
  } catch {
    return {};
  }
}

const random = (): string => base64Url(crypto.getRandomValues(new Uint8Array(32)));

export async function challengeOf(verifier: string): Promise<string> {
  return base64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))));
}

function base64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
