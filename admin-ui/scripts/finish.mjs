/** After the builds: weighs each page and puts a brotli twin beside each text file. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { BUDGETS, weigh } from './budget.mjs';

const DIST = 'dist';
let failed = false;

for (const name of Object.keys(BUDGETS)) {
  const root = join(DIST, name);
  const files = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((it) => it.isFile() && !it.name.endsWith('.br'))
    .map((it) => join(it.parentPath, it.name))
    .map((file) => ({ file, path: relative(root, file).replaceAll('\\', '/'), content: readFileSync(file) }));
  const { pageBytes, complaints } = weigh(name, files);
  console.log(`${name}: ${pageBytes} bytes gzipped of ${BUDGETS[name].page ?? BUDGETS[name].script}`);
  for (const complaint of complaints) console.error(`Too heavy: ${complaint}`);
  failed ||= complaints.length > 0;
  for (const { file, content } of files.filter(({ path }) => /\.(html|js|css|svg|json)$/.test(path))) {
    writeFileSync(`${file}.br`, brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
  }
}
if (failed) process.exit(1);
