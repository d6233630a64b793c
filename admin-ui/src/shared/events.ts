import { backoffMs, wait } from './http';

/** One server-sent event as the wire has it. */
export interface ServerEvent {
  id: string | null;
  type: string;
  data: string;
}

/** Reads the text of an event stream, however it is cut into chunks. */
export class EventParser {
  #rest = '';
  #lastId: string | null = null;

  push(chunk: string): ServerEvent[] {
    const blocks = (this.#rest + chunk).replace(/\r\n?/g, '\n').split('\n\n');
    this.#rest = blocks.pop() ?? '';
    return blocks.flatMap((block) => this.#event(block));
  }

  #event(block: string): ServerEvent[] {
    const data: string[] = [];
    let type = 'message';
    for (const line of block.split('\n')) {
      const [, field, value = ''] = /^([^:]*)(?:: ?(.*))?$/.exec(line) ?? [];
      if (field === 'data') data.push(value);
      else if (field === 'event') type = value;
      else if (field === 'id') this.#lastId = value;
    }
    return data.length === 0 ? [] : [{ id: this.#lastId, type, data: data.join('\n') }];
  }
}

export interface Following {
  token: () => string | null;
  /** Where to begin; left out, only what happens from now on. */
  after?: string;
  onEvent: (event: ServerEvent) => void;
  /** Who looks at the session now: no event, so it has no place among them. */
  onPresence?: (data: string) => void;
  onState: (state: 'live' | 'reconnecting') => void;
  /** The server will not let us in; nothing more will come. */
  onRefused?: (status: number) => void;
}

const SILENCE_MS = 60_000;

/**
 * Follows an event stream until told to stop. EventSource cannot carry a credential in a header, and a credential has
 * no business in an address, so the stream is read with fetch.
 */
export function follow(path: string, { token, after, onEvent, onPresence, onState, onRefused }: Following): () => void {
  const stopped = new AbortController();
  let lastId = after ?? null;
  let attempt = 0;

  async function once(): Promise<void> {
    const silence = new AbortController();
    const stop = () => silence.abort();
    stopped.signal.addEventListener('abort', stop);
    let timer = setTimeout(stop, SILENCE_MS);
    try {
      const response = await fetch(`/api/v1${path}`, {
        headers: {
          Accept: 'text/event-stream',
          Authorization: `Bearer ${token() ?? ''}`,
          ...(lastId === null ? {} : { 'Last-Event-ID': lastId }),
        },
        cache: 'no-store',
        signal: silence.signal,
      });
      if ([401, 403, 404].includes(response.status)) {
        stopped.abort();
        onRefused?.(response.status);
      }
      if (!response.ok || !response.body) return;
      onState('live');
      attempt = 0;
      const parser = new EventParser();
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        clearTimeout(timer);
        timer = setTimeout(stop, SILENCE_MS);
        for (const event of parser.push(part.value)) {
          lastId = event.id ?? lastId;
          if (event.type === 'presence') onPresence?.(event.data);
          else onEvent(event);
        }
      }
    } finally {
      clearTimeout(timer);
      stopped.signal.removeEventListener('abort', stop);
    }
  }

  async function always(): Promise<void> {
    while (!stopped.signal.aborted) {
      await once().catch(() => {});
      if (stopped.signal.aborted) return;
      onState('reconnecting');
      await wait(backoffMs(attempt++));
    }
  }

  void always();
  return () => stopped.abort();
}
