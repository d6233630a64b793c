import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const demoEnv = process.env.DEMO_ENV || fileURLToPath(new URL('../../.onetill/demo.env', import.meta.url));

/** Where the system under test is. The environment wins over the file that the demo writes when it starts. */
const settings = { ...fileSettings(), ...process.env };

export const baseUrl = settings.BASE_URL || 'http://localhost:9080';
export const sandboxUrl = settings.SANDBOX_URL || 'http://localhost:9180';
export const screenshots = settings.SCREENSHOTS;

/** Where the sandbox's faults are set; most demos have no such place. */
export const sandboxControl = settings.SANDBOX_CONTROL;

/** A key or a secret of the demo, for example SECRET_KEY. */
export function secret(name) {
  const value = settings[name];
  const remedy = 'Start the demo, or set DEMO_ENV to the file it writes.';
  if (!value) throw new Error(`${name} is neither in the environment nor in ${demoEnv}. ${remedy}`);
  return value;
}

function fileSettings() {
  if (!existsSync(demoEnv)) return {};
  const lines = readFileSync(demoEnv, 'utf8').split('\n');
  return Object.fromEntries(
    lines.map((line) => line.match(/^\s*(?:export\s+)?([A-Z0-9_]+)=(.*)$/)).filter(Boolean).map(unquoted),
  );
}

function unquoted([, key, value]) {
  return [key, value.trim().replace(/^(["'])(.*)\1$/, '$2')];
}
