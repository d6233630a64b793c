import { Button } from '@mantine/core';
import { useState } from 'react';
import { download } from '../shared/http';
import { Failed } from './parts';
import { useDesk } from './staff';
import { words } from './words';

/** The same numbers as a table for other programs. */
export function Csv({ path, name }: { path: string; name: string }) {
  const { staff } = useDesk();
  const [error, setError] = useState<Error | null>(null);
  return (
    <>
      <Button
        variant="default"
        size="xs"
        onClick={() => {
          setError(null);
          download(path, staff.token, name, 'text/csv').catch(setError);
        }}
      >
        {words.saveCsv}
      </Button>
      {error && <Failed error={error} />}
    </>
  );
}
