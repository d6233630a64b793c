import type { Paper as Content } from '../receipts';

/**
 * What the server prints, in a tree of its own: neither style changes the other. The style is a sheet made by script, because the
 * till's policy knows no style but its own.
 */
export function Paper({ paper }: { paper: Content }) {
  return <section class="receipt" aria-hidden="true" lang={paper.language} ref={(it) => show(it, paper)} />;
}

const shown = new WeakMap<HTMLElement, Content>();

function show(place: HTMLElement | null, paper: Content): void {
  if (!place || shown.get(place) === paper) return;
  shown.set(place, paper);
  const root = place.shadowRoot ?? place.attachShadow({ mode: 'open' });
  const style = new CSSStyleSheet();
  style.replaceSync(paper.css);
  root.adoptedStyleSheets = [style];
  const { body } = new DOMParser().parseFromString(paper.html, 'text/html');
  root.replaceChildren(document.importNode(body, true));
}
