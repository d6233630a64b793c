/**
 * After the build of the checkout: every script of the payment page is known, with its purpose and hash (PCI DSS 4.0.1, 6.4.3). Purposes
 * are written down by people in docs/payment-page-scripts.md; a script without one fails the build. What was built is written to
 * checkout/scripts.json, and the page says of its own scripts which content they must have.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { argv } from 'node:process';
import { pathToFileURL } from 'node:url';

const BASE = '/checkout/';
const DOCUMENT = '../docs/payment-page-scripts.md';
const ROW = /^\| `([^`]+)` \| ([^|]+) \| ([^|]+) \|$/;
const SCRIPT = /<script\b([^>]*)>([\s\S]*?)<\/script>/g;
const HASH = /-[\w-]{8}(?=\.js$)/;

export const integrity = (content) => `sha384-${createHash('sha384').update(content).digest('base64')}`;

/** What people have agreed to: name of the script, who makes it, what it is for. */
export function agreed(document) {
  return document
    .split('\n')
    .map((line) => ROW.exec(line))
    .filter(Boolean)
    .map(([, script, origin, purpose]) => ({ script, origin: origin.trim(), purpose: purpose.trim() }));
}

/**
 * @param {{ pages: Record<string, string>, files: { path: string, content: Uint8Array | string }[], document: string }} built the page in
 *   each of its languages by the name of its file, its scripts, and what was agreed to
 * @returns {{ pages: Record<string, string>, inventory: object, complaints: string[] }} the pages with hashes of their scripts, and what is
 *   in them
 */
export function seal({ pages, files, document }) {
  const complaints = [];
  const rows = agreed(document);
  const ours = rows.filter(({ origin }) => origin === 'ours');
  const scripts = files.map(({ path, content }) => {
    const name = path.replace(/^.*\//, '').replace(HASH, '');
    const row = ours.find(({ script }) => script === name);
    if (!row) complaints.push(`${path} is on the payment page, and nobody wrote down in ${DOCUMENT} why`);
    return {
      script: name,
      path: BASE + path,
      purpose: row?.purpose ?? '',
      integrity: integrity(content),
      bytes: content.length,
    };
  });
  for (const { script } of ours) {
    if (!scripts.some((it) => it.script === script))
      complaints.push(`${script} is in ${DOCUMENT} and not on the payment page`);
  }
  const seal = (tag, attributes, body) => {
    const src = /\bsrc="([^"]+)"/.exec(attributes)?.[1];
    const known = scripts.find(({ path }) => path === src);
    if (body.trim()) complaints.push('a script stands in the payment page itself; put it into a file');
    else if (!known) complaints.push(`the payment page loads ${src}, which was not built here`);
    else if (!/\bcrossorigin\b/.test(attributes))
      complaints.push(`${src} is loaded without crossorigin: its hash would not count`);
    if (!known || /\bintegrity=/.test(attributes)) return tag;
    return `<script${attributes} integrity="${known.integrity}">${body}</script>`;
  };
  const sealed = Object.fromEntries(Object.entries(pages).map(([name, html]) => [name, html.replace(SCRIPT, seal)]));
  for (const { path } of scripts) {
    if (!Object.values(sealed).some((it) => it.includes(`src="${path}"`)))
      complaints.push(`${path} is loaded by a script: its content cannot be checked there`);
  }
  if (Object.values(pages).some((it) => /\son\w+\s*=|javascript:/i.test(it.replace(/<style>[\s\S]*?<\/style>/g, '')))) {
    complaints.push('the payment page holds a script in an attribute');
  }
  const others = rows.filter(({ origin }) => origin !== 'ours');
  return { pages: sealed, inventory: { page: BASE, scripts, others }, complaints };
}

function run() {
  const root = 'dist/checkout';
  const files = readdirSync(root, { recursive: true })
    .map((path) => String(path).replaceAll('\\', '/'))
    .filter((path) => /\.m?js$/.test(path))
    .map((path) => ({ path, content: readFileSync(join(root, path)) }));
  const names = readdirSync(root).filter((it) => it.endsWith('.html'));
  const { pages, inventory, complaints } = seal({
    pages: Object.fromEntries(names.map((it) => [it, readFileSync(join(root, it), 'utf8')])),
    files,
    document: readFileSync(DOCUMENT, 'utf8'),
  });
  for (const complaint of complaints) console.error(`Payment page: ${complaint}`);
  if (complaints.length > 0) process.exit(1);
  for (const [name, html] of Object.entries(pages)) writeFileSync(join(root, name), html);
  writeFileSync(join(root, 'scripts.json'), `${JSON.stringify(inventory, null, 2)}\n`);
}

if (import.meta.url === pathToFileURL(argv[1] ?? '').href) run();
