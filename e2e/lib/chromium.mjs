import { execFileSync } from 'node:child_process';
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createBrotliDecompress } from 'node:zlib';
import { chromium } from 'playwright-core';

const PACKED = join(dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))), '..', '..', 'bin');
const UNPACKED = fileURLToPath(new URL('../node_modules/.cache/chromium', import.meta.url));
const ON_THE_PATH = ['chromium', 'chromium-browser', 'google-chrome'];

/** The tests talk to this machine only, so the browser is not even able to look up another name. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
];

/** Starts the browser. */
export async function launch() {
  const { executablePath, env } = await browser();
  return chromium.launch({ executablePath, args: FLAGS, env });
}

/** How to start the browser named by CHROMIUM, else the system's, else the one packed in an npm package. */
export async function browser() {
  const installed = process.env.CHROMIUM || systemChromium();
  const { executablePath, env } = installed ? { executablePath: installed, env: {} } : await packedChromium();
  return { executablePath, args: FLAGS, env: { ...process.env, ...env } };
}

function systemChromium() {
  for (const name of ON_THE_PATH) {
    try {
      return execFileSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim();
    } catch {
      // not installed: look for the next
    }
  }
  return undefined;
}

async function packedChromium() {
  if (!existsSync(UNPACKED)) await unpack();
  const executablePath = join(UNPACKED, 'chromium');
  return { executablePath, env: { ...ownLibraries(executablePath), ...ownFonts() } };
}

/** Unpacks beside the goal and renames, so that two test runs at once cannot see half a browser. */
async function unpack() {
  mkdirSync(dirname(UNPACKED), { recursive: true });
  const work = mkdtempSync(`${UNPACKED}-`);
  const brotli = async (name, mode) => {
    const target = join(work, name);
    const packed = createReadStream(join(PACKED, `${name}.br`));
    await pipeline(packed, createBrotliDecompress(), createWriteStream(target, { mode }));
    return target;
  };
  await brotli('chromium', 0o755);
  for (const name of ['al2023', 'fonts', 'swiftshader']) {
    const tar = await brotli(`${name}.tar`);
    const folder = name === 'swiftshader' ? work : join(work, name);
    mkdirSync(folder, { recursive: true });
    execFileSync('tar', ['-xf', tar, '-C', folder]);
    rmSync(tar);
  }
  writeFileSync(join(work, 'fonts.conf'), `<fontconfig><dir>${UNPACKED}/fonts</dir></fontconfig>`);
  try {
    renameSync(work, UNPACKED);
  } catch (error) {
    rmSync(work, { recursive: true });
    if (!existsSync(UNPACKED)) throw error;
  }
}

/** Prefers the machine's own libraries; brings those of the package where one is missing (libnss3, libnspr4 …). */
function ownLibraries(executablePath) {
  const linked = execFileSync('ldd', [executablePath], { encoding: 'utf8' });
  if (!linked.includes('not found') && !process.env.E2E_PACKED_LIBRARIES) return {};
  return { LD_LIBRARY_PATH: join(UNPACKED, 'al2023', 'lib') };
}

function ownFonts() {
  return existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_FILE: join(UNPACKED, 'fonts.conf') };
}
