import type { EventData, Step } from '../shared/api';

/** One thing that happened in the session, whoever did it and in whatever channel. */
export interface Happening {
  id: string;
  at: string;
  /** The type of the event; `changed` for what the two versions of a session tell. */
  kind: string;
  /** A step, the code of a decline, the name of a problem: what the words are looked up by. */
  detail: string | null;
  /** The fields that have changed. */
  fields: string[];
  by: 'you' | 'buyer' | null;
  bad: boolean;
}

const BAD = ['session.declined', 'session.refused', 'session.expired', 'session.unanswered', 'assistance.declined'];
const TOLD = [
  'session.opened',
  'session.submitted',
  'session.escalated',
  'session.attempt_withdrawn',
  'session.completed',
  'session.canceled',
  'session.handed_off',
  'session.reminded',
  'handoff.link_sent',
  'assistance.requested',
  'assistance.allowed',
  'assistance.ended',
  'call_request.requested',
  'call_request.taken',
  ...BAD,
];

const MOST = 60;

/** The event as a line; null where it says nothing to an agent. */
export function happening(event: EventData): Happening | null {
  const { id, type, occurred_at, data } = event;
  const line = { id: String(id), at: occurred_at, fields: [], by: null, bad: BAD.includes(type) };
  const left = data.step_left as Step | undefined;
  if (TOLD.includes(type)) {
    const detail = data.decline_code ?? data.problem ?? (type === 'session.opened' ? event.channel_id : null);
    return { ...line, kind: type, detail: detail == null ? null : String(detail) };
  }
  if (type === 'session.changed' && left && event.step && left !== event.step) {
    return { ...line, kind: 'step', detail: event.step };
  }
  return null;
}

/** With one more, the latest first; what is told twice is there once. */
export function withHappening(all: readonly Happening[], one: Happening): Happening[] {
  if (all.some(({ id }) => id === one.id)) return [...all];
  return [one, ...all].sort((a, b) => b.at.localeCompare(a.at)).slice(0, MOST);
}
