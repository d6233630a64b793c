/** One after the other, in the order in which they came: a till has one drawer, one reader and one cashier. */
export class Turns {
  #last = Promise.resolve();

  take(work) {
    const mine = this.#last.then(work);
    this.#last = mine.catch(() => {});
    return mine;
  }
}
