import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { go } from './address';
import { type Found, findAll, pagesFor } from './find';
import { useDesk } from './staff';
import { useChannels } from './useChannels';
import { words } from './words';

const PAUSE_MS = 250;
const MOST = 12;

/** One box that leads everywhere: to pages, orders, sessions, customers and items. */
export default function Palette({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const list = useId();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const { found, busy } = useFound(text);
  const chosen = Math.min(at, found.length - 1);
  useEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => shown?.close();
  }, []);
  const open = (it: Found | undefined) => {
    if (!it) return;
    onClose();
    go(it.href);
  };
  const onKey = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by) {
      event.preventDefault();
      setAt((chosen + by + found.length) % Math.max(1, found.length));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      open(found[chosen]);
    }
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a dialog by itself; the click is that beside it.
    <dialog
      ref={dialog}
      className="palette"
      aria-label={words.findAnything}
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      <div>
        <input
          role="combobox"
          aria-label={words.findAnything}
          aria-expanded={found.length > 0}
          aria-controls={list}
          aria-activedescendant={found.length > 0 ? `${list}-${chosen}` : undefined}
          placeholder={words.findHelp}
          autoComplete="off"
          spellCheck={false}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setAt(0);
          }}
          onKeyDown={onKey}
        />
        <div id={list} role="listbox" aria-label={words.findAnything}>
          {found.map((it, place) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the box above has the keys of the list.
            <div
              key={it.href}
              id={`${list}-${place}`}
              role="option"
              tabIndex={-1}
              aria-selected={place === chosen}
              onClick={() => open(it)}
            >
              <span>{it.title}</span> <span className="muted">{it.more}</span>
            </div>
          ))}
        </div>
        <p role="status" className="muted">
          {busy ? words.loading : found.length === 0 ? words.findNothing : ''}
        </p>
      </div>
    </dialog>
  );
}

function useFound(text: string): { found: Found[]; busy: boolean } {
  const { staff, ask } = useDesk();
  const [asked, setAsked] = useState('');
  const channel = useChannels()[0]?.id;
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text.trim()), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  const query = useQuery({
    queryKey: ['find', asked, channel],
    enabled: asked.length > 1,
    queryFn: () => findAll(asked, { token: staff.token, ask, roles: staff.roles, channel }),
    gcTime: 0,
  });
  const pages = pagesFor(text, staff.roles);
  const others = asked.length > 1 && asked === text.trim() ? (query.data ?? []) : [];
  const busy = text.trim().length > 1 && (query.isFetching || asked !== text.trim());
  return { found: [...others, ...pages].slice(0, MOST), busy };
}
