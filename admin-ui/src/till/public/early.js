// What is scanned between a reload and the start of the page would be lost: these keys are kept for it.
(() => {
  const keys = [];
  const note = ({ key, timeStamp, ctrlKey, altKey, metaKey }) =>
    keys.push({ key, timeStamp, ctrlKey, altKey, metaKey });
  addEventListener('keydown', note, true);
  window.earlyKeys = () => {
    removeEventListener('keydown', note, true);
    return keys;
  };
})();
