/** What the bank's pages share. */

export const byId = (id) => document.getElementById(id);

/** Asks the sandbox; a refusal becomes an error that a person can read. */
export async function ask(path, body) {
  const response = await fetch(path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
    cache: 'no-store',
  });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(answer.error?.message ?? `The test bank answered ${response.status}.`);
  return answer;
}

export function money(amount, currency) {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  return format.format(amount / 10 ** format.resolvedOptions().maximumFractionDigits);
}

/** Says what goes on, in words and to screen readers. */
export function say(text, tone = '') {
  const status = byId('status');
  if (status.textContent === text) return;
  status.className = tone;
  status.textContent = text;
}

/** The last part of the page's own address. */
export const subject = () => location.pathname.split('/').pop();
