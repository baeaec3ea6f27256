import { HoverCard } from '@mantine/core';
import { useId, type ReactElement } from 'react';

/** A definition beside a word, on pointer and on focus. */
export function Tip({ text, children }: { text: string; children: ReactElement }) {
  const id = useId();
  return (
    <HoverCard width={300} openDelay={300} shadow="none" withinPortal={false} keepMounted>
      <HoverCard.Target>
        <span aria-describedby={id}>{children}</span>
      </HoverCard.Target>
      <HoverCard.Dropdown className="tip" id={id}>
        {text}
      </HoverCard.Dropdown>
    </HoverCard>
  );
}
