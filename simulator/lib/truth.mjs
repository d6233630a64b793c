import { readFileSync } from 'node:fs';
import { Refused } from './settings.mjs';

const OUTCOMES = new Set(['bought', 'lost', 'browsed', 'unsure', 'failed']);

/** The lines of a run. What is no line of truth is refused with its number. */
export function readTruth(file) {
  let text;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new Refused(`The truth cannot be read: ${error.message}`);
  }
  return parseTruth(text, file);
}

export function parseTruth(text, file = 'the truth') {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (lines.length === 0) throw new Refused(`${file} has no session in it.`);
  return lines.map((line, index) => {
    const parsed = read(line);
    if (parsed && OUTCOMES.has(parsed.outcome) && 'session_id' in parsed) return parsed;
    throw new Refused(`Line ${index + 1} of ${file} is no line of truth.`);
  });
}

function read(line) {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** From the first session's beginning to the last one's end. */
export function interval(lines) {
  const times = (name) => lines.map((it) => new Date(it[name]).getTime());
  return { from: new Date(Math.min(...times('started_at'))), to: new Date(Math.max(...times('ended_at'))) };
}
