/** The invisible frame: asks the sandbox about a payment when no card form is on the page. */
import { answer, intents } from './frame.js';

let key;

answer({
  configure(configuration) {
    key = configuration.key;
  },
  ...intents(() => key, (confirmParams) => confirmParams),
});
