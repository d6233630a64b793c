import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const client = new URL('../../clients/', import.meta.url);

it('compiles against types that are of the OpenAPI document beside them', () => {
  const hash = createHash('sha256')
    .update(readFileSync(new URL('openapi.json', client)))
    .digest('hex');
  const types = readFileSync(new URL('typescript/src/schema.ts', client), 'utf8');

  expect(types.slice(0, 200), 'run npm ci && npm run generate in clients/typescript').toContain(hash);
});
