import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A mistake of whoever has started the program: said in a sentence, without a stack. */
export class Refused extends Error {}

/** The demo's keys and addresses. The environment wins over the file that the demo writes when it starts. */
export function readSettings(url) {
  const file = process.env.DEMO_ENV || fileURLToPath(new URL('../../.onetill/demo.env', import.meta.url));
  const demo = { ...values(file), ...process.env };
  const secrets = values(join(dirname(file), 'secrets.properties'));
  const wanted = (name) => {
    if (demo[name]) return demo[name];
    throw new Refused(
      `${name} is neither in the environment nor in ${file}. Start the demo with ./run, or set DEMO_ENV to the file it writes.`,
    );
  };
  return {
    baseUrl: url || demo.BASE_URL || 'http://localhost:9080',
    sandboxUrl: demo.SANDBOX_URL,
    sandboxControl: demo.SANDBOX_CONTROL,
    sandboxSecretKey: demo.SANDBOX_SECRET_KEY || secrets.sandbox_secret_key,
    secretKey: wanted('SECRET_KEY'),
    publishableKey: wanted('PUBLISHABLE_KEY'),
    registerKey: wanted('REGISTER_KEY_TILL_1'),
    readerId: demo.READER_ID_TILL_1,
    callerNumber: demo.CALLER_NUMBER,
    issuer: demo.DEMO_ISSUER,
    issuerSecret: demo.DEMO_CLIENT_SECRET,
  };
}

function values(file) {
  if (!existsSync(file)) return {};
  const lines = readFileSync(file, 'utf8').split('\n');
  return Object.fromEntries(
    lines
      .map((line) => line.match(/^\s*([A-Za-z0-9_]+)=(.*)$/))
      .filter(Boolean)
      .map(([, key, value]) => [key, value.trim()]),
  );
}
