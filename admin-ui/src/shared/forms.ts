/** What stands in a form when it is sent: what is drawn may be a key behind. */
export function sent(event: Event, name: string): string {
  event.preventDefault();
  return String(new FormData(event.currentTarget as HTMLFormElement).get(name) ?? '').trim();
}

/** Of a field that has just been asked for. The same function each time, so that drawing again moves no focus. */
export function focus(field: HTMLElement | null): void {
  field?.focus();
}
