import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { IMAGES, SHOWN } from '../pictures.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

test('each picture of the documentation is taken by a test, and each is shown', () => {
  const docs = readdirSync(join(ROOT, 'docs')).filter((it) => it.endsWith('.md'));
  const texts = [join(ROOT, 'README.md'), ...docs.map((it) => join(ROOT, 'docs', it))].map((it) => readFileSync(it, 'utf8'));
  const shown = new Set(texts.flatMap((it) => [...it.matchAll(/images\/([\w-]+\.png)/g)].map(([, name]) => name)));

  assert.deepEqual([...shown].sort(), Object.keys(SHOWN).sort());
  assert.deepEqual(readdirSync(IMAGES).sort(), Object.keys(SHOWN).sort());
});
