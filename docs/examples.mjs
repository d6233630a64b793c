/**
 * Runs what a page of the documentation tells readers to paste: its bash blocks, in order, in one shell. What a block prints must be as
 * the text block below it says; "…" stands for anything. Usage, while the demo runs: node docs/examples.mjs docs/cookbook.md
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const END = '\u001e';

/** The bash blocks of a page, each with what it says it prints. */
export function examplesOf(page) {
  const examples = [];
  let heading = '';
  for (const [, title, language, code] of page.matchAll(/^#+ (.*)$|^```(\w+)\n([^]*?)^```$/gm)) {
    if (title !== undefined) heading = title;
    else if (language === 'bash') examples.push({ heading, code, printed: null });
    else if (language === 'text' && examples.length) examples.at(-1).printed ??= code.trim();
  }
  return examples;
}

/** Whether that is what was promised. */
export function fits(printed, output) {
  const literal = printed.split('…').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${literal.join('[^]*')}$`).test(output.trim());
}

function run(file) {
  const examples = examplesOf(readFileSync(file, 'utf8'));
  if (!examples.length) throw new Error(`${file} has no bash blocks`);
  const script = ['set -euo pipefail', "trap 'kill $(jobs -p) 2>/dev/null || true' EXIT", ...examples.map(({ code }) => `${code}printf '${END}'`)].join('\n');
  const { stdout, status } = spawnSync('bash', ['-c', script], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  const outputs = stdout.split(END);
  let wrong = 0;
  examples.forEach(({ heading, printed }, index) => {
    const done = index < outputs.length - 1;
    const output = (outputs[index] ?? '').trim();
    const good = done && (printed === null || fits(printed, output));
    if (!good) wrong++;
    console.log(`${good ? 'ok' : 'not ok'} ${index + 1} - ${heading}`);
    if (!good) console.log(`  printed: ${output || 'nothing'}\n  should:  ${printed ?? 'end well'}`);
  });
  return wrong === 0 && status === 0;
}

if (realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const files = process.argv.slice(2);
  if (!files.length) throw new Error('usage: node docs/examples.mjs docs/cookbook.md');
  process.exitCode = files.map(run).every(Boolean) ? 0 : 1;
}
