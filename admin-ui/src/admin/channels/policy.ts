/** Which members of a body are other than those of an object; what is missing here and null there is the same. */
export const changesIn = (before: Record<string, unknown>, body: Record<string, unknown>): string[] =>
  Object.keys(body).filter((name) => JSON.stringify(plain(before[name])) !== JSON.stringify(plain(body[name])));

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value ?? null;
  return Object.entries(value)
    .filter(([, it]) => it !== null && it !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, it]) => [name, plain(it)]);
}
