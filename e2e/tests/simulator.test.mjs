import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const folder = mkdtempSync(join(tmpdir(), 'simulator-'));
const truth = join(folder, 'truth.jsonl');
after(() => rmSync(folder, { recursive: true }));

/** Runs a program of the simulator; what it says is in the message when it ends otherwise than well. */
async function simulator(program, ...options) {
  const file = fileURLToPath(new URL(`../../simulator/${program}`, import.meta.url));
  const child = spawn(process.execPath, [file, ...options], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (said += part));
  const [code] = await once(child, 'close');
  assert.equal(code, 0, said);
}

test('forty made-up people shop in all channels, and OneTill agrees with each of them', async () => {
  await simulator('run.mjs', '--sessions', '40', '--speed', '50', '--rate', '4', '--seed', 'forty', '--truth', truth);
  await simulator('check.mjs', '--truth', truth, '--wait', '180', '--alone');
});
