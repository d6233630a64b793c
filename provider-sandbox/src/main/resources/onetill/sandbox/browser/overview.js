/** Shows what happened in the sandbox, newest first, and sends a webhook again on request. */
import { ask, byId, money, say } from './bank.js';

const POLL_MS = 2000;

const TABLES = {
  readers: {
    columns: ['Reader', 'Id', 'State', ''],
    row: (it) => [it.label, code(it.id), it.action?.status ?? 'idle', link(`readers/${it.id}`, 'Open')],
  },
  intents: {
    columns: ['Created', 'Id', 'Amount', 'Status'],
    row: (it) => [time(it.created), code(it.id), money(it.amount, it.currency), it.status],
  },
  deliveries: {
    columns: ['Sent', 'Event', 'To', 'Attempt', 'Answer'],
    row: (it) => [time(it.sent), it.type, code(it.url), String(it.attempt), it.outcome],
  },
  events: {
    columns: ['Created', 'Type', 'About', 'Id', ''],
    row: (it) => [time(it.created), it.type, code(it.object), code(it.id), resend(it)],
  },
};
const shown = new Map();

function node(name, content, attributes = {}) {
  const made = Object.assign(document.createElement(name), attributes);
  made.append(content ?? '');
  return made;
}

const code = (text) => node('code', text);
const link = (href, text) => node('a', text, { href });
const time = (seconds) => new Date(seconds * 1000).toLocaleTimeString('en-GB');

function resend({ id, type }) {
  const button = node('button', 'Send again', { type: 'button', className: 'compact' });
  button.setAttribute('aria-label', `Send again: ${type} ${id}`);
  button.addEventListener('click', async () => {
    try {
      await ask(`../pages-api/events/${id}/resend`, {});
      say(`${type} is on its way again.`, 'ok');
    } catch (error) {
      say(error.message, 'bad');
    }
  });
  return button;
}

/** Draws a table anew only when its data changed, so that the focus stays on a button in it. */
function draw(name, rows) {
  const text = JSON.stringify(rows);
  if (shown.get(name) === text) return;
  shown.set(name, text);
  const { columns, row } = TABLES[name];
  const head = node('tr');
  head.append(...columns.map((column) => node('th', column || 'Action', { scope: 'col' })));
  const body = rows.map((it) => {
    const line = node('tr');
    line.append(...row(it).map((cell) => node('td', cell)));
    return line;
  });
  const empty = node('tr', node('td', 'Nothing yet', { colSpan: columns.length, className: 'muted' }));
  const table = byId(name);
  table.replaceChildren(node('thead', head), node('tbody'));
  table.tBodies[0].append(...(body.length > 0 ? body : [empty]));
}

let failed = true;

async function poll() {
  try {
    const overview = await ask('../pages-api/overview');
    for (const name of Object.keys(TABLES)) draw(name, overview[name] ?? []);
    if (failed) say('Live');
    failed = false;
  } catch (error) {
    failed = true;
    say(error.message, 'bad');
  }
  setTimeout(poll, POLL_MS);
}

await poll();
