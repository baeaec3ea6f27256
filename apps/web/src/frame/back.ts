import { useEffect } from 'react';
import { matchRoute, useLocation, useRouter } from 'wouter';
import { routes } from '../routes.ts';
import { isDialogOpen } from './letters.ts';

/** Escape goes to the page above; what is being written and what stands over the page keep it for themselves. */
export function useBack(): void {
  const { parser } = useRouter();
  const [here, go] = useLocation();
  useEffect(() => {
    const isPage = (path: string) =>
      path !== '' && routes.some((route) => matchRoute(parser, route.path, path)[0]);
    const back = (event: KeyboardEvent) => {
      const isWriting =
        event.target instanceof Element && event.target.closest('form, input, select, textarea');
      if (event.key !== 'Escape' || isWriting || isDialogOpen()) return;
      let above = upFrom(here);
      while (above !== '' && !isPage(above)) above = upFrom(above);
      if (above !== '') go(above);
    };
    // Before a dialog hears it: one that Escape has just closed was open when it was pressed.
    window.addEventListener('keydown', back, { capture: true });
    return () => window.removeEventListener('keydown', back, { capture: true });
  }, [parser, here, go]);
}

const upFrom = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));
