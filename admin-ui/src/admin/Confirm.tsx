import { Button, CopyButton, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Failed } from './parts';
import { words } from './words';

interface ConfirmProps {
  /** What opens the question. */
  opens: string;
  /** Of what, for those who do not see the row it stands in. */
  what?: string;
  /** What has to be typed. */
  word: string;
  button: string;
  /** What comes of it, before it is done. */
  children: ReactNode;
  busy: boolean;
  error: Error | null;
  onConfirm: () => Promise<boolean>;
}

/** For what cannot be taken back: first what comes of it, then a word to type, so that no slip of a hand does it. */
export function Confirm({ opens, what, word, button, children, busy, error, onConfirm }: ConfirmProps) {
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  if (!open) {
    return (
      <Button variant="default" size="xs" onClick={() => setOpen(true)}>
        {opens}
        {what && <span className="unseen"> {what}</span>}
      </Button>
    );
  }
  const matches = typed.trim() === word;
  return (
    <form
      className="confirm"
      onSubmit={(event) => {
        event.preventDefault();
        if (!matches || busy) return;
        void onConfirm().then((done) => done && setOpen(false));
      }}
    >
      {children}
      <TextInput
        label={words.typeToConfirm(word)}
        description={matches ? undefined : words.typeFirst(word)}
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {error && <Failed title={words.notDone} error={error} />}
      <div className="buttons">
        <Button type="submit" aria-disabled={!matches || busy}>
          {busy ? words.saving : button}
        </Button>
        <Button
          variant="default"
          onClick={() => {
            setTyped('');
            setOpen(false);
          }}
        >
          {words.cancel}
        </Button>
      </div>
    </form>
  );
}

/** What is shown once and never again. */
export function Secret({ name, value, more = words.showSecret }: { name: string; value: string; more?: string }) {
  return (
    <section className="secret" aria-label={name}>
      <p>{more}</p>
      <p className="secret-row">
        <code>{value}</code>
        <CopyButton value={value}>
          {({ copied, copy }) => (
            <Button variant="default" size="xs" onClick={copy}>
              <span aria-live="polite">{copied ? words.copied : words.copy}</span>
            </Button>
          )}
        </CopyButton>
      </p>
    </section>
  );
}
