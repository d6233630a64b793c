import { useCallback, useState } from 'react';

const PREFIX = 'onetill:draft:';

/**
 * What somebody is typing, kept in this tab until it was sent: a sign-in that ends, a reload or a look at another page loses nothing.
 * Never for secrets.
 */
export function useDraft<T>(name: string, initial: T) {
  const [kept, setKept] = useState<T | null>(() => read<T>(name));
  const [hadKept] = useState(kept !== null);
  const set = useCallback(
    (value: T) => {
      setKept(value);
      try {
        sessionStorage.setItem(PREFIX + name, JSON.stringify(value));
      } catch {
        // A full storage: then it is kept as long as this page is there.
      }
    },
    [name],
  );
  const clear = useCallback(() => {
    setKept(null);
    sessionStorage.removeItem(PREFIX + name);
  }, [name]);
  return { value: kept ?? initial, isTouched: kept !== null, wasKept: hadKept && kept !== null, set, clear };
}

function read<T>(name: string): T | null {
  try {
    return JSON.parse(sessionStorage.getItem(PREFIX + name) ?? 'null') as T | null;
  } catch {
    return null;
  }
}
