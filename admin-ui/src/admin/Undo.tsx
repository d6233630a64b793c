import { Button } from '@mantine/core';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { Failed } from './parts';
import { words } from './words';

interface Offer {
  text: string;
  undo: () => Promise<boolean>;
}

const SHOWN_MS = 15_000;
let offer: Offer | null = null;
const listeners = new Set<() => void>();

function offerIs(next: Offer | null): void {
  offer = next;
  for (const listener of listeners) listener();
}

/** Says what was done and lets it be taken back for a while: better than a question before each change. */
export function offerUndo(text: string, undo: () => Promise<boolean>): void {
  offerIs({ text, undo });
}

export function UndoBar() {
  const current = useSyncExternalStore(
    (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    () => offer,
  );
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  useEffect(() => {
    setError(null);
    if (!current) return;
    const timer = setTimeout(() => offerIs(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [current]);
  const undo = async () => {
    if (busy || !current) return;
    setBusy(true);
    try {
      if (await current.undo()) offerIs(null);
    } catch (thrown) {
      setError(thrown as Error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div role="status" className="undo-place">
      {current && (
        <div className="undo">
          <span>{current.text}</span>
          <Button variant="default" size="xs" aria-disabled={busy} onClick={() => void undo()}>
            {words.undo}
          </Button>
          {error && <Failed title={words.notDone} error={error} />}
        </div>
      )}
    </div>
  );
}
