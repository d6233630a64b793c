#!/usr/bin/env node
import { once } from 'node:events';
/** Lets shoppers, tills, callers and agents loose on a running OneTill. `--help` says how; README.md what they do. */
import { createWriteStream } from 'node:fs';
import { parseArgs } from 'node:util';
import { readBehavior } from './lib/behavior.mjs';
import { Clock } from './lib/clock.mjs';
import { plan } from './lib/plan.mjs';
import { Refused, readSettings } from './lib/settings.mjs';
import { Tally } from './lib/tally.mjs';
import { lived, meet } from './lib/world.mjs';

const HELP = `node simulator/run.mjs [options], against a running ./run

  --rate N          sessions that begin in a second, on average (1)
  --minutes N       for so long (10)
  --sessions N      or until so many have begun
  --seed TEXT       the same seed makes the same plan (made up, and told)
  --speed N         people think and type so many times faster (1)
  --day HOUR        the rate follows the curve of a day that begins at this hour, 0 to 23
  --behavior FILE   another table of behavior than simulator/behavior.json
  --truth FILE      writes one line of JSON for each session: what its actor did, saw and believes
  --url URL         where OneTill is (BASE_URL of .onetill/demo.env, http://localhost:9080)
  --quiet           tells the summary only`;

const OPTIONS = {
  rate: { type: 'string', default: '1' },
  minutes: { type: 'string' },
  sessions: { type: 'string' },
  seed: { type: 'string' },
  speed: { type: 'string', default: '1' },
  day: { type: 'string' },
  behavior: { type: 'string' },
  truth: { type: 'string' },
  url: { type: 'string' },
  quiet: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
};
const LINE_EVERY_MS = 5_000;
const MINUTE = 60;
const INTERRUPTED = 130;

function read(args) {
  const { values } = parse(args);
  if (values.help) return undefined;
  const day = values.day === undefined ? undefined : number('day', values.day, 0, 23);
  const sessions = values.sessions === undefined ? Infinity : number('sessions', values.sessions, 1);
  const minutes =
    values.minutes === undefined ? (sessions < Infinity ? Infinity : 10) : number('minutes', values.minutes, 0);
  return {
    ...values,
    rate: number('rate', values.rate, 0.001),
    speed: number('speed', values.speed, 0.001),
    seed: values.seed ?? Date.now().toString(36),
    day,
    sessions,
    minutes,
  };
}

function parse(args) {
  try {
    return parseArgs({ args, options: OPTIONS });
  } catch (error) {
    throw new Refused(`${error.message}\n\n${HELP}`);
  }
}

function number(name, text, least, most = Infinity) {
  const value = Number(text);
  if (text.trim() !== '' && value >= least && value <= most) return value;
  throw new Refused(
    `--${name} is a number of at least ${least}${most < Infinity ? ` and at most ${most}` : ''}, not "${text}"`,
  );
}

/** Sends everybody off at their time; answers when the last of them is through. */
async function play(options, world, truth) {
  const { clock, behavior, tally } = world;
  const began = Date.now();
  const under = new Set();
  const intents = plan({
    behavior,
    seed: options.seed,
    rate: options.rate,
    startHour: options.day,
    speed: options.speed,
  });
  for (const intent of intents) {
    if (intent.index >= options.sessions || intent.at_seconds > options.minutes * MINUTE) break;
    await clock.rest(intent.at_seconds - (Date.now() - began) / 1000);
    if (clock.hurrying) break;
    const one = lived(intent, world).then((line) => {
      truth?.write(`${JSON.stringify(line)}\n`);
      if (line.outcome === 'failed')
        console.error(`session ${line.session_id ?? '-'} (${line.actor}, ${line.way}): ${line.error}`);
      under.delete(one);
    });
    under.add(one);
  }
  await Promise.all(under);
  return tally;
}

/** The first Ctrl-C lets nobody in any more, and those who are in finish; the second ends it. */
function stopWith(clock) {
  const stop = () => {
    if (clock.hurrying) process.exit(INTERRUPTED);
    console.error('stopping: those who are in the checkout finish first (Ctrl-C again ends it at once)');
    clock.hurry();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

async function main() {
  const options = read(process.argv.slice(2));
  if (!options) return console.log(HELP);
  const tally = new Tally();
  const clock = new Clock(options.speed);
  const behavior = readBehavior(options.behavior);
  const world = await meet(readSettings(options.url), { behavior, seed: options.seed, clock, tally });
  stopWith(clock);
  console.log(`seed ${options.seed}: ${options.rate} sessions a second at ${world.settings.baseUrl}, Ctrl-C stops`);
  const truth = options.truth && createWriteStream(options.truth);
  const watch = setInterval(
    () => options.quiet || console.log(`${new Date().toISOString().slice(11, 19)}  ${tally.line()}`),
    LINE_EVERY_MS,
  );
  await play(options, world, truth);
  clearInterval(watch);
  if (truth) await once(truth.end(), 'finish');
  console.log(tally.summary());
  if (tally.outcomes.failed > 0) process.exitCode = 1;
  return undefined;
}

main().catch((error) => {
  console.error(error instanceof Refused ? `simulator: ${error.message}` : error);
  process.exitCode = error instanceof Refused ? 2 : 1;
});
