/** Writes src/schema.ts from the OpenAPI document, and the hash by which the build sees that both are of the same day. */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';

const text = readFileSync(new URL('../openapi.json', import.meta.url), 'utf8');
const document = JSON.parse(text);

// Each operation has the same problems; the client throws them.
for (const item of Object.values(document.paths)) {
  for (const { responses } of Object.values(item)) {
    for (const status of ['4XX', '429', '5XX']) delete responses?.[status];
  }
}
for (const schema of Object.values(document.components.schemas)) {
  for (const property of Object.values(schema.properties ?? {})) delete property.examples;
}

const types = astToString(await openapiTS(document, { silent: true, emptyObjectsUnknown: true }));
const hash = createHash('sha256').update(text).digest('hex');
const head = `/** Generated of clients/openapi.json by npm run generate. @sha256 ${hash} */\n`;
writeFileSync(new URL('src/schema.ts', import.meta.url), head + types);
