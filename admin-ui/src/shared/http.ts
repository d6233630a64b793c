import type { ProblemDocument } from './api';

const BASE = '/api/v1';
const TIMEOUT_MS = 20_000;

/** The server answered, and the answer is no. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly document: ProblemDocument,
    readonly retryAfterMs: number | null,
  ) {
    super(document.detail ?? document.title);
    this.name = 'Problem';
  }

  /** `total-changed` of `/problems/total-changed`. */
  get code(): string {
    return this.document.type.split('/').at(-1) ?? '';
  }

  get requestId(): string | null {
    return this.document.request_id ?? null;
  }
}

/** Nobody answered: the request may or may not have been carried out. */
export class NoAnswer extends Error {
  constructor(cause: unknown) {
    super('No answer from the server', { cause });
    this.name = 'NoAnswer';
  }
}

export interface CallOptions {
  token?: string | undefined;
  body?: unknown;
  idempotencyKey?: string | undefined;
  revision?: number | undefined;
  signal?: AbortSignal | undefined;
}

export interface Answer<T> {
  status: number;
  value: T;
}

export async function call<T>(
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  { token, body, idempotencyKey, revision, signal }: CallOptions = {},
): Promise<Answer<T>> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (token) headers.Authorization = `Bearer ${token}`;
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (idempotencyKey) headers['Idempotency-Key'] = idempotencyKey;
  if (revision !== undefined) headers['If-Match'] = `"${revision}"`;
  let response: Response;
  let text: string;
  try {
    response = await fetch(BASE + path, {
      method,
      headers,
      body: body === undefined ? null : JSON.stringify(body),
      signal: signal ?? AbortSignal.timeout(TIMEOUT_MS),
      cache: 'no-store',
    });
    text = await response.text();
  } catch (cause) {
    throw new NoAnswer(cause);
  }
  if (!response.ok) throw problemOf(response, text);
  return { status: response.status, value: (text ? JSON.parse(text) : undefined) as T };
}

/** Saves what a call answers as a file, under a name of its own. */
export async function download(path: string, token: string, name: string, type = '*/*'): Promise<void> {
  let response: Response;
  try {
    response = await fetch(BASE + path, {
      headers: { Authorization: `Bearer ${token}`, Accept: type },
      cache: 'no-store',
    });
  } catch (cause) {
    throw new NoAnswer(cause);
  }
  if (!response.ok) throw problemOf(response, await response.text());
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await response.blob());
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** A gateway's error page is a problem too, only one that knows less. */
export function problemOf(response: Response, text: string): Problem {
  const seconds = Number(response.headers.get('Retry-After') ?? Number.NaN);
  const retryAfterMs = Number.isFinite(seconds) ? seconds * 1000 : null;
  const requestId = response.headers.get('Request-Id');
  const document: ProblemDocument = {
    type: 'about:blank',
    title: `HTTP ${response.status}`,
    status: response.status,
    ...(requestId ? { request_id: requestId } : {}),
    ...parsed(text),
  };
  return new Problem(response.status, document, retryAfterMs);
}

function parsed(text: string): Partial<ProblemDocument> {
  try {
    const document: unknown = JSON.parse(text);
    return typeof document === 'object' && document !== null ? document : {};
  } catch {
    return {};
  }
}

/** A key for one press of one button. */
export const newKey = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((it) => it.toString(16).padStart(2, '0')).join('');

export const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** 1, 2, 4 … seconds, at most `mostMs`, with a little chance so that not all come back at once. */
export const backoffMs = (attempt: number, mostMs = 15_000): number =>
  Math.min(1000 * 2 ** attempt, mostMs) * (0.75 + Math.random() / 4);

const TRIES_AFTER_SERVER_ERROR = 3;

/** How long to wait before a press is sent again under its key; null when it was answered, and the answer is no. */
export function pauseBeforeAgain(error: NoAnswer | Problem, attempt: number): number | null {
  const inFlight = error instanceof Problem && error.code === 'idempotency-in-flight';
  const failed = error instanceof Problem && error.status >= 500 && attempt < TRIES_AFTER_SERVER_ERROR;
  if (!(error instanceof NoAnswer || inFlight || failed)) return null;
  return (error instanceof Problem && error.retryAfterMs) || backoffMs(attempt, 5_000);
}
