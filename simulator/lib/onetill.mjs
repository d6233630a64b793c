import { randomUUID } from 'node:crypto';
import { Clock } from './clock.mjs';

const PATIENCE_SECONDS = 180;
const ANSWER_WITHIN_MS = 60_000;
const LIMITS = new Set(['too-many-requests', 'too-many-payment-tries']);
const AT_WORK = new Set(['idempotency-in-flight', 'provider-unavailable']);
const LONG_SECONDS = 10;
const CONNECTION_TRIES = 5;

/** What OneTill refused, in the words of its problem. */
export class Problem extends Error {
  constructor(status, body, asked) {
    super(`${asked} was answered ${status}: ${body?.detail ?? body?.title ?? JSON.stringify(body)}`);
    this.status = status;
    this.type = (body?.type ?? `status-${status}`).replace('/problems/', '');
    this.body = body;
  }
}

/** The connection was cut before an answer came: nobody knows whether it was done. */
export class Cut extends Error {}

/**
 * The public API, as a well-behaved client calls it: each POST has a key of its own, which stays the same when it is repeated;
 * what says Retry-After is repeated after that time and not before.
 */
export class OneTill {
  #api;
  #told;
  #stopped;

  /**
   * @param told is told each problem and each repetition, to be counted
   * @param stopped whether waiting is of no use any more
   */
  constructor(baseUrl, told = () => {}, stopped = () => false) {
    this.#api = `${baseUrl.replace(/\/$/, '')}/api/v1`;
    this.#told = told;
    this.#stopped = stopped;
  }

  /** Somebody who calls: the holder of a credential, at an address of their own where the server believes it. */
  as(credential, address) {
    const call = (method) => (path, body, more) => this.#call(method, path, { body, credential, address, ...more });
    return {
      get: call('GET'),
      post: call('POST'),
      patch: call('PATCH'),
      sent: (path, body, more) => this.#sent(path, body, more, credential),
    };
  }

  async #call(method, path, more) {
    return (await this.#repeated(method, path, { key: randomUUID(), ...more })).body;
  }

  /** The answer with what is around it, for those who repeat under a key of their own. */
  #sent(path, body, more, credential) {
    return this.#repeated('POST', path, { body, credential, ...more });
  }

  async #repeated(method, path, more) {
    const end = Date.now() + PATIENCE_SECONDS * 1000;
    for (let tries = 1; ; tries += 1) {
      const answer = await this.#once(method, path, more).catch((error) => {
        if (more.cutAfterMs !== undefined || tries >= CONNECTION_TRIES) throw error;
        return { lost: error };
      });
      if (answer.lost) {
        this.#told('connection-lost');
        await Clock.wait(0.2 * 2 ** tries);
        continue;
      }
      if (answer.status < 300) return answer;
      const problem = new Problem(answer.status, answer.body, `${method} ${path}`);
      this.#told(problem.type);
      const rest = retryAfter(answer, problem);
      if (rest === undefined || this.#isTooLong(rest, problem, end)) throw problem;
      await Clock.wait(rest);
    }
  }

  /** Once everybody is to finish, nobody waits long for a limit; what is at work already is waited for. */
  #isTooLong(rest, { type }, end) {
    const stopped = this.#stopped() && LIMITS.has(type) && rest > LONG_SECONDS;
    return stopped || Date.now() + rest * 1000 > end;
  }

  async #once(method, path, { body, credential, address, key, cutAfterMs }) {
    const headers = {
      ...(credential ? { Authorization: `Bearer ${credential}` } : {}),
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(method === 'POST' ? { 'Idempotency-Key': key } : {}),
      ...(address ? { 'X-Forwarded-For': address } : {}),
    };
    try {
      const response = await fetch(this.#api + path, {
        method,
        headers,
        body: body === undefined ? undefined : JSON.stringify(body),
        signal: AbortSignal.timeout(cutAfterMs ?? ANSWER_WITHIN_MS),
      });
      const text = await response.text();
      return { status: response.status, headers: response.headers, body: text ? parsed(text) : undefined };
    } catch (error) {
      throw new Cut(`${method} ${path} has no answer: ${error.cause?.code ?? error.message}`);
    }
  }
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return { detail: text.slice(0, 200) };
  }
}

/** How long to wait before the same is right; undefined when it never is. */
function retryAfter({ headers }, problem) {
  const seconds = Number(headers.get('Retry-After'));
  if (!(LIMITS.has(problem.type) || AT_WORK.has(problem.type)) || !headers.has('Retry-After') || Number.isNaN(seconds))
    return undefined;
  return seconds;
}
