import { Drawer } from '@mantine/core';
import type { ReactNode } from 'react';
import { words } from './words';

/** Details beside the list they come from. */
export function Side({ title, onClose, children }: { title: string; onClose: () => void; children: ReactNode }) {
  return (
    // Locking the scroll would put a style into the page, which its policy does not allow.
    <Drawer.Root
      opened
      onClose={onClose}
      position="right"
      size="lg"
      lockScroll={false}
      transitionProps={{ duration: 120 }}
    >
      <Drawer.Overlay />
      <Drawer.Content>
        <Drawer.Header role="none">
          <Drawer.Title>{title}</Drawer.Title>
          <Drawer.CloseButton aria-label={words.close} />
        </Drawer.Header>
        <Drawer.Body>{children}</Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}
