// Draws the picture of each item in demo/items.csv: flat shapes, no fonts, the same bytes at every run.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { drawings } from './drawings.mjs';

const items = new URL('../main/resources/demo/items.csv', import.meta.url);
const images = new URL('../main/webapp/demo/images/', import.meta.url);
const BIGGEST_BYTES = 3000;

const skus = readFileSync(items, 'utf8').trim().split('\n').slice(1).map((line) => line.split(',', 1)[0]);
const missing = skus.filter((sku) => !drawings[sku]);
const unused = Object.keys(drawings).filter((sku) => !skus.includes(sku));
if (missing.length + unused.length > 0) {
  throw new Error(`Without a drawing: ${missing.join(', ') || 'none'}. Drawn for nobody: ${unused.join(', ') || 'none'}.`);
}

rmSync(images, { recursive: true, force: true });
mkdirSync(images, { recursive: true });
for (const sku of skus) {
  const svg = drawings[sku]().replace(/>\s+</g, '><').replace(/\s+/g, ' ').trim() + '\n';
  if (Buffer.byteLength(svg) > BIGGEST_BYTES) throw new Error(`${sku}.svg has ${Buffer.byteLength(svg)} bytes`);
  writeFileSync(new URL(`${sku}.svg`, images), svg);
}
console.log(`Drew ${skus.length} pictures.`);
