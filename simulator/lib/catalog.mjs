/** What the channels of the demo sell. */
export class Catalog {
  #items;

  constructor(items) {
    this.#items = items
      .filter((it) => !it.digital && it.price_minor > 0 && it.barcodes.length > 0)
      .sort((a, b) => (a.sku < b.sku ? -1 : 1));
    if (this.#items.length === 0) throw new Error('The demo sells nothing that can be delivered and scanned.');
  }

  /** Lines for the places of a planned basket; what is nearly gone is left to those who look for it. */
  lines(basket) {
    const plenty = this.#items.filter((it) => it.available === null || it.available > 10);
    const chosen = plenty.length > 0 ? plenty : this.#items;
    const lines = new Map();
    for (const { place, quantity } of basket) {
      const item = chosen[Math.floor(place * chosen.length)];
      lines.set(item.sku, { item, quantity: (lines.get(item.sku)?.quantity ?? 0) + quantity });
    }
    return [...lines.values()];
  }

  /** What there is least of, and more than that. */
  scarce() {
    const counted = this.#items.filter((it) => it.available !== null).sort((a, b) => a.available - b.available);
    return counted[0] && { item: counted[0], quantity: counted[0].available + 1 };
  }
}

export const asLineItems = (lines) => lines.map(({ item, quantity }) => ({ sku: item.sku, quantity }));
export const asScanned = (lines) => lines.map(({ item, quantity }) => ({ barcode: item.barcodes[0], quantity }));
export const totalMinor = (lines) => lines.reduce((sum, { item, quantity }) => sum + item.price_minor * quantity, 0);
