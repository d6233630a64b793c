/** Colours and words come from the page; a property set here cannot carry a rule or fetch anything. */

/** The names of a page's colours, as Stripe's appearance calls them, and ours. */
const VARIABLES = {
  colorPrimary: '--primary',
  colorBackground: '--background',
  colorText: '--text',
  colorTextSecondary: '--muted',
  colorDanger: '--danger',
  colorBorder: '--border',
  borderRadius: '--radius',
  fontFamily: '--font',
  fontSizeBase: '--size',
};

export function dress(appearance = {}, surface, texts) {
  const { documentElement: root } = document;
  root.dataset.theme = ['night', 'dark'].includes(appearance.theme) ? 'dark' : 'light';
  for (const [name, ours] of Object.entries(VARIABLES)) {
    root.style.setProperty(ours, appearance.variables?.[name] ?? '');
  }
  root.style.setProperty('--surface', surface ?? '');
  root.lang = texts.language;
  for (const node of document.querySelectorAll('[data-text]')) node.textContent = texts[node.dataset.text];
}
