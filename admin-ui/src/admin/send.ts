import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import { call, NoAnswer, newKey, Problem, problemOf } from '../shared/http';
import { useDesk } from './staff';

type Method = 'POST' | 'PUT' | 'PATCH' | 'DELETE';

interface Sending {
  /** Sends it and asks anew for what it changes; null when it came to nothing, and `error` says why. */
  send: <T>(method: Method, path: string, body?: unknown) => Promise<{ value: T } | null>;
  busy: boolean;
  error: Error | null;
  forget: () => void;
}

/**
 * Changes something. A request that got no answer keeps its key: the same press again is the same request, and has one effect.
 *
 * @param changes first members of the keys of queries that are stale afterwards
 */
export function useSend(...changes: string[]): Sending {
  const { staff } = useDesk();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  const unanswered = useRef<{ request: string; key: string } | null>(null);
  const running = useRef(false);
  const stale = changes.join(' ');
  const forget = useCallback(() => setError(null), []);
  const send = useCallback(
    async <T>(method: Method, path: string, body?: unknown): Promise<{ value: T } | null> => {
      if (running.current) return null;
      running.current = true;
      setBusy(true);
      setError(null);
      const request = JSON.stringify([method, path, body]);
      const key = unanswered.current?.request === request ? unanswered.current.key : newKey();
      unanswered.current = { request, key };
      try {
        const { value } = await call<T>(method, path, { token: staff.token, body, idempotencyKey: key });
        unanswered.current = null;
        await Promise.all(stale.split(' ').map((name) => queries.invalidateQueries({ queryKey: [name] })));
        return { value };
      } catch (thrown) {
        if (!(thrown instanceof NoAnswer)) unanswered.current = null;
        setError(thrown as Error);
        return null;
      } finally {
        running.current = false;
        setBusy(false);
      }
    },
    [staff.token, queries, stale],
  );
  return { send, busy, error, forget };
}

/** What the server says of single values, by their names; rows of what was sent in bulk by `data[3].name`. */
export function violationsOf(error: Error | null): Record<string, string> {
  if (!(error instanceof Problem)) return {};
  return Object.fromEntries((error.document.violations ?? []).map(({ field, text }) => [field, text]));
}

/** Sends a file as it is. */
export async function upload<T>(path: string, token: string, file: Blob, type: string, key: string): Promise<T> {
  const response = await raw(path, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${token}`,
      'Content-Type': type,
      Accept: 'application/json',
      'Idempotency-Key': key,
    },
    body: file,
  });
  return JSON.parse(await response.text()) as T;
}

/** Reads JSON objects line by line as they come, until there are enough or no more; whether there would be more. */
export async function lines<T>(path: string, token: string, each: (value: T) => boolean): Promise<boolean> {
  const stopped = new AbortController();
  const response = await raw(path, {
    headers: { Authorization: `Bearer ${token}`, Accept: 'application/x-ndjson' },
    signal: stopped.signal,
  });
  if (!response.body) return false;
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const whole = (rest + part.value).split('\n');
    rest = whole.pop() ?? '';
    for (const line of whole) {
      if (line && !each(JSON.parse(line) as T)) {
        stopped.abort();
        return true;
      }
    }
  }
  return false;
}

async function raw(path: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(`/api/v1${path}`, { ...init, cache: 'no-store' });
  } catch (cause) {
    throw new NoAnswer(cause);
  }
  if (!response.ok) throw problemOf(response, await response.text());
  return response;
}
