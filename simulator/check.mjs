#!/usr/bin/env node
/** Compares the truth of a run of the simulator with what OneTill says about it. Ends with 1 when they differ. */
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Evidence } from './lib/evidence.mjs';
import { Refused, readSettings } from './lib/settings.mjs';
import { interval, readTruth } from './lib/truth.mjs';
import { differences, doubles, lawless, quality, reasonTable, share, strangers } from './lib/verdict.mjs';

const HELP = `node simulator/check.mjs --truth FILE [options], against the OneTill that was driven

  --wait SECONDS    waits so long at most until everybody who left counts as lost, and payments are known (30)
  --coverage N      least percent of reasons that the server has to know, and to be right about (90)
  --alone           nobody else used this OneTill meanwhile: a session of somebody else is a difference, too
  --url URL         where OneTill is (BASE_URL of .onetill/demo.env, http://localhost:9080)`;

const OPTIONS = {
  truth: { type: 'string' },
  wait: { type: 'string', default: '30' },
  coverage: { type: 'string', default: '90' },
  alone: { type: 'boolean', default: false },
  url: { type: 'string' },
  help: { type: 'boolean', default: false },
};
const ASK_AGAIN_MS = 2_000;
const MOST_TOLD = 50;

/** Asks until nothing is on its way any more, or the patience is at its end. */
async function settled(lines, evidence, seconds) {
  const { from } = interval(lines);
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const lag = (await evidence.funnel('step')).lag.events;
    const seen = await evidence.of(lines, await evidence.charges(from));
    const waiting = lines.filter((line, index) => isOnItsWay(line, seen[index])).length;
    if ((lag === 0 && waiting === 0) || Date.now() > end) return { seen, lag, waiting };
    await pause(ASK_AGAIN_MS);
  }
}

function isOnItsWay(line, { session, timeline }) {
  if (!session) return false;
  if (session.status === 'complete_in_progress' || !timeline) return true;
  return line.outcome === 'lost' && timeline.outcome === 'open';
}

function lost(lines, seen) {
  return lines
    .map((line, index) => ({ line, timeline: seen[index].timeline }))
    .filter(({ line, timeline }) => line.outcome === 'lost' && timeline?.outcome === 'lost');
}

function tellReasons(pairs) {
  const cells = (...row) =>
    row.map((it, index) => (index === 0 ? String(it).padEnd(24) : String(it).padStart(10))).join('');
  console.log(cells('reason', 'truth', 'said', 'right', 'precision', 'coverage'));
  for (const { reason, truth, said, right } of reasonTable(pairs)) {
    console.log(
      cells(reason, truth, said, right, percent(share(right, said), said), percent(share(right, truth), truth)),
    );
  }
  for (const { line, timeline } of pairs.filter((it) => (it.line.reason ?? 'unknown') !== it.timeline.reason)) {
    const why = timeline.evidence.join('; ') || 'nothing';
    console.log(
      `  ${line.session_id} (${line.actor}, ${line.way}): ${line.reason ?? 'unknown'}, said ${timeline.reason} by ${why}${known(line)}`,
    );
  }
}

const known = (line) => (line.visible === false ? ' (not seen yet, as is known)' : '');
const percent = (value, of) => (of === 0 ? '-' : `${value.toFixed(1)} %`);

async function wrongNumbers(evidence) {
  const wrong = [];
  for (const by of ['channel', 'step', 'hour']) {
    for (const told of lawless((await evidence.funnel(by)).data)) wrong.push(`the funnel by ${by}: ${told}`);
  }
  return wrong;
}

function tellCounts(lines, seen) {
  const count = (outcome) => lines.filter((it) => it.outcome === outcome).length;
  const completed = seen.filter((it) => it.session?.status === 'completed').length;
  const withOrder = new Set(seen.map((it) => it.order?.id).filter(Boolean)).size;
  const outcomes = ['bought', 'lost', 'browsed', 'unsure', 'failed'].map((it) => `${it} ${count(it)}`).join(', ');
  console.log(`${lines.length} lines of truth: ${outcomes}`);
  console.log(`OneTill has ${completed} of them completed, with ${withOrder} orders`);
}

async function check(options) {
  const lines = readTruth(options.truth);
  const evidence = new Evidence(readSettings(options.url));
  const { seen, lag, waiting } = await settled(lines, evidence, Number(options.wait));
  tellCounts(lines, seen);
  if (waiting > 0)
    console.log(
      `${waiting} have left and still count as waiting, or are being paid: see --wait, and FUNNEL_LOST_AFTER`,
    );
  const wrong = lines.flatMap((line, index) => differences(line, seen[index]));
  wrong.push(...doubles(seen.map((it) => it.order).filter(Boolean)), ...(await wrongNumbers(evidence)));
  if (lag > 0) wrong.push(`${lag} events are not in the funnel yet`);
  if (options.alone) {
    const { from, to } = interval(lines);
    wrong.push(...strangers(lines, await evidence.sessionsBetween(from, to)));
  }
  const pairs = lost(lines, seen);
  tellReasons(pairs);
  for (const [what, value] of Object.entries(quality(pairs))) {
    if (value < Number(options.coverage))
      wrong.push(`the ${what} of reasons is ${value.toFixed(1)} %, less than ${options.coverage} %`);
  }
  for (const told of wrong.slice(0, MOST_TOLD)) console.log(`DIFFERENT: ${told}`);
  if (wrong.length > MOST_TOLD) console.log(`and ${wrong.length - MOST_TOLD} more`);
  console.log(wrong.length === 0 ? 'truth and OneTill agree' : `${wrong.length} differences`);
  return wrong.length === 0 ? 0 : 1;
}

function read(args) {
  try {
    const { values } = parseArgs({ args, options: OPTIONS });
    if (values.help) return undefined;
    if (!values.truth) throw new Error('--truth is missing: the file that run.mjs has written');
    for (const name of ['wait', 'coverage'])
      if (!(Number(values[name]) >= 0)) throw new Error(`--${name} is a number of at least 0`);
    return values;
  } catch (error) {
    throw new Refused(`${error.message}\n\n${HELP}`);
  }
}

async function main() {
  const options = read(process.argv.slice(2));
  if (!options) return console.log(HELP);
  process.exitCode = await check(options);
  return undefined;
}

main().catch((error) => {
  console.error(error instanceof Refused ? `check: ${error.message}` : error);
  process.exitCode = 2;
});
