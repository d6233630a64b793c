import { app } from '../actors/app.mjs';
import { handoff } from '../actors/handoff.mjs';
import { phone } from '../actors/phone.mjs';
import { till } from '../actors/till.mjs';
import { web } from '../actors/web.mjs';
import { Catalog } from './catalog.mjs';
import { OneTill, Problem } from './onetill.mjs';
import { Sandbox } from './sandbox.mjs';
import { Refused } from './settings.mjs';
import { StaffMember } from './staff.mjs';
import { Turns } from './turns.mjs';
import { Visit } from './visit.mjs';

const KINDS = ['web', 'in_app', 'pos', 'phone'];
const ACTORS = { web, app, till, phone, handoff };
const TURNED_AWAY = new Set(['too-many-requests', 'too-many-payment-tries']);

/** Everything that actors share: where OneTill and the sandbox are, what is sold, and who works there. */
export async function meet(settings, { behavior, seed, clock, tally }) {
  const api = new OneTill(settings.baseUrl);
  const config = await hello(settings, api);
  const server = api.as(settings.secretKey);
  const { data: channels } = await server.get('/channels');
  const ids = Object.fromEntries(KINDS.map((kind) => [kind, channelOf(channels, kind)]));
  const { data: items } = await server.get(`/items?channel=${ids.pos}&limit=100`);
  return {
    settings,
    behavior,
    seed,
    clock,
    tally,
    channels: ids,
    catalog: new Catalog(items),
    sandbox: new Sandbox(sandboxUrl(settings, config), config.provider.publishable_key, settings.sandboxControl),
    agent: new StaffMember('alex', settings),
    till: new Turns(),
  };
}

async function hello(settings, api) {
  try {
    return await api.as().get('/client-config', undefined, { cutAfterMs: 10_000 });
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Refused(`No OneTill answers at ${settings.baseUrl}. Start it with ./run, or say where it is with --url.`);
  }
}

/** The sandbox serves the script of its card form. Nobody pays with made-up people anywhere else. */
function sandboxUrl(settings, { provider }) {
  const script = new URL(provider?.script_url ?? 'https://js.stripe.com/');
  if (!provider?.test_mode || script.hostname.endsWith('stripe.com')) {
    throw new Refused(
      'This OneTill pays by Stripe itself. The simulator works with the payment sandbox of the demo only.',
    );
  }
  return settings.sandboxUrl ?? script.origin;
}

function channelOf(channels, kind) {
  const found = channels.find((it) => it.kind === kind);
  if (!found) throw new Refused(`The demo has no channel of the kind ${kind}.`);
  return found.id;
}

/** Lives one planned session to its end and answers its line of truth. */
export async function lived(intent, world) {
  const visit = new Visit(intent, world);
  world.tally.begun();
  try {
    await ACTORS[intent.actor](visit);
  } catch (error) {
    if (error instanceof Problem && TURNED_AWAY.has(error.type)) visit.unsure();
    else visit.failed(error);
  }
  const truth = visit.truth();
  world.tally.over(truth);
  return truth;
}
