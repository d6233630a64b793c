/** Calls of the OneTill API whose paths, requests and answers are those of its OpenAPI document. */
import type { components, paths } from './schema.js';

export type Schemas = components['schemas'];
export type Paths = keyof paths;
export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** The paths that take a method. */
export type PathsOf<M extends Method> = {
  [P in Paths]: paths[P][M] extends { responses: unknown } ? P : never;
}[Paths];

type PathOf<O> = O extends { parameters: { path: infer P } } ? P : never;
type QueryOf<O> = O extends { parameters: { query?: infer Q } } ? NonNullable<Q> : never;
type ContentOf<B> = B extends { content: { 'application/json': infer T } } ? T : never;
type BodyOf<O> = O extends { requestBody?: infer B } ? ContentOf<NonNullable<B>> : never;
type Statuses<R> = Extract<keyof R, 200 | 201 | 202>;
type AnswerOf<O> = O extends { responses: infer R }
  ? [Statuses<R>] extends [never]
    ? undefined
    : { [S in Statuses<R>]: R[S] extends { content: { 'application/json': infer T } } ? T : undefined }[Statuses<R>]
  : never;

/** How one call differs from the others. */
export interface Special {
  /** Instead of the client's own, such as a client token. */
  credential?: string;
  /** The revision that was seen: when it is no longer the current one, 412. */
  revision?: number;
  /** One is made where there is none. Send the same again for the same intention only. */
  idempotencyKey?: string;
  signal?: AbortSignal;
}

export type Call<O> = Special &
  ([PathOf<O>] extends [never] ? { path?: never } : { path: PathOf<O> }) &
  ([QueryOf<O>] extends [never] ? { query?: never } : { query?: QueryOf<O> }) &
  ([BodyOf<O>] extends [never] ? { body?: never } : { body: BodyOf<O> });

/** What was answered. `revision` is that of the session in it, where there is one. */
export interface Answer<T> {
  status: number;
  value: T;
  revision: number | null;
  requestId: string | null;
}

/** The server answered, and the answer is no. `message` says what to do. */
export class Problem extends Error {
  constructor(
    readonly document: Partial<Schemas['Problem']> & Record<string, unknown>,
    readonly status: number,
    readonly retryAfterSeconds: number | null,
  ) {
    super(document.detail ?? document.title ?? `HTTP ${status}`);
    this.name = 'Problem';
  }

  /** `total-changed` of `/problems/total-changed`. */
  get code(): string {
    return (this.document.type ?? '').split('/').at(-1) ?? '';
  }
}

/** Nobody answered: the call may or may not have been carried out. Repeat it under its `idempotencyKey`. */
export class NoAnswer extends Error {
  constructor(
    readonly idempotencyKey: string | null,
    cause: unknown,
  ) {
    super('No answer from OneTill', { cause });
    this.name = 'NoAnswer';
  }
}

export interface Options {
  /** Without a slash at the end, such as `https://pay.example`. */
  baseUrl: string;
  credential?: string;
  /** Of one try. */
  timeoutMs?: number;
  /** How often a call is made at most, when it was not answered, has to wait or the server is not well. */
  tries?: number;
  fetch?: typeof fetch;
  sleep?: (ms: number) => Promise<void>;
}

interface Plain extends Special {
  path?: Record<string, unknown> | undefined;
  query?: Record<string, unknown> | undefined;
  body?: unknown;
}

const LONGEST_PAUSE_MS = 30_000;

export class OneTill {
  readonly #options: Required<Omit<Options, 'credential'>> & { credential: string | undefined };

  constructor({ baseUrl, credential, timeoutMs = 20_000, tries = 4, fetch, sleep }: Options) {
    this.#options = {
      baseUrl: baseUrl.replace(/\/$/, ''),
      credential,
      timeoutMs,
      tries,
      fetch: fetch ?? ((...it) => globalThis.fetch(...it)),
      sleep: sleep ?? ((ms) => new Promise((done) => setTimeout(done, ms))),
    };
  }

  get<P extends PathsOf<'get'>>(path: P, call: Call<paths[P]['get']>): Promise<Answer<AnswerOf<paths[P]['get']>>> {
    return this.#send('GET', path, call);
  }

  post<P extends PathsOf<'post'>>(path: P, call: Call<paths[P]['post']>): Promise<Answer<AnswerOf<paths[P]['post']>>> {
    return this.#send('POST', path, call);
  }

  put<P extends PathsOf<'put'>>(path: P, call: Call<paths[P]['put']>): Promise<Answer<AnswerOf<paths[P]['put']>>> {
    return this.#send('PUT', path, call);
  }

  patch<P extends PathsOf<'patch'>>(
    path: P,
    call: Call<paths[P]['patch']>,
  ): Promise<Answer<AnswerOf<paths[P]['patch']>>> {
    return this.#send('PATCH', path, call);
  }

  delete<P extends PathsOf<'delete'>>(
    path: P,
    call: Call<paths[P]['delete']>,
  ): Promise<Answer<AnswerOf<paths[P]['delete']>>> {
    return this.#send('DELETE', path, call);
  }

  async #send<T>(method: string, path: string, call: Plain): Promise<Answer<T>> {
    const key = method === 'POST' ? (call.idempotencyKey ?? crypto.randomUUID()) : null;
    for (let left = this.#options.tries - 1; ; left--) {
      try {
        return await this.#once<T>(method, path, call, key);
      } catch (error) {
        const pause = left > 0 && !call.signal?.aborted ? pauseBefore(method, error, this.#options.tries - left) : null;
        if (pause === null) throw error;
        await this.#options.sleep(pause);
      }
    }
  }

  async #once<T>(method: string, path: string, call: Plain, key: string | null): Promise<Answer<T>> {
    const { baseUrl, timeoutMs, fetch } = this.#options;
    const credential = call.credential ?? this.#options.credential;
    const headers: Record<string, string> = { Accept: 'application/json' };
    if (credential) headers.Authorization = `Bearer ${credential}`;
    if (call.body !== undefined) headers['Content-Type'] = 'application/json';
    if (key) headers['Idempotency-Key'] = key;
    if (call.revision !== undefined) headers['If-Match'] = `"${call.revision}"`;
    const limits = [AbortSignal.timeout(timeoutMs), ...(call.signal ? [call.signal] : [])];
    let response: Response;
    let text: string;
    try {
      response = await fetch(baseUrl + address(path, call), {
        method,
        headers,
        body: call.body === undefined ? null : JSON.stringify(call.body),
        signal: AbortSignal.any(limits),
      });
      text = await response.text();
    } catch (cause) {
      throw new NoAnswer(key, cause);
    }
    if (!response.ok) throw new Problem(parsed(text), response.status, numberIn(response, 'Retry-After'));
    return {
      status: response.status,
      value: (text ? JSON.parse(text) : undefined) as T,
      revision: numberIn(response, 'ETag'),
      requestId: response.headers.get('Request-Id'),
    };
  }
}

/** With its variables and its query filled in. */
function address(path: string, { path: variables = {}, query = {} }: Plain): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(String(variables[name])));
  const said = Object.entries(query).filter(([, value]) => value !== undefined && value !== null);
  const search = new URLSearchParams(said.map(([name, value]) => [name, String(value)]));
  return said.length ? `${filled}?${search}` : filled;
}

/** How long to wait before the same call again; null where the answer stays no. A PATCH that was lost is not sent twice. */
function pauseBefore(method: string, error: unknown, tried: number): number | null {
  if (error instanceof NoAnswer) return method === 'PATCH' ? null : backoffMs(tried);
  if (!(error instanceof Problem)) return null;
  const waits = error.status === 409 || error.status === 429 || error.status === 503;
  if (!waits || error.retryAfterSeconds === null) return error.status === 503 ? backoffMs(tried) : null;
  const pause = error.retryAfterSeconds * 1000;
  return pause <= LONGEST_PAUSE_MS ? pause : null;
}

/** 0.5, 1, 2 … seconds, with a little chance so that not all come back at once. */
const backoffMs = (tried: number): number => 500 * 2 ** (tried - 1) * (0.75 + Math.random() / 4);

/** A gateway's error page is a problem too, of which less is known. */
function parsed(text: string): Record<string, unknown> {
  try {
    const document: unknown = JSON.parse(text);
    return typeof document === 'object' && document !== null ? { ...document } : {};
  } catch {
    return {};
  }
}

function numberIn(response: Response, header: string): number | null {
  const digits = response.headers.get(header)?.replaceAll('"', '');
  return digits && /^\d+$/.test(digits) ? Number(digits) : null;
}
