import { useRef } from 'react';
import { useLocation } from 'wouter';
import { chartKeys } from '../clinic/chart/chart-keys.ts';
import { useLetters } from './letters.ts';

const rows = '#main .entry-name, #main .person-link';
const pairWithinMs = 1500;

/** A clinician's keys on every page: j and k move between rows, whose names Enter opens; g and a letter go to a word of the bar; a chart’s keys are heard while its next page is still loading. */
export function useCareKeys(): void {
  const [here, go] = useLocation();
  const begunAt = useRef(0);
  const then = (path: string) => () => {
    if (Date.now() - begunAt.current < pairWithinMs) go(path);
    begunAt.current = 0;
  };
  useLetters([
    ['j', () => move(1)],
    ['k', () => move(-1)],
    ['g', () => (begunAt.current = Date.now())],
    ['w', then('/ward')],
    ['p', then('/patients')],
    ['r', then('/requests')],
    ...chartKeys(here, go),
  ]);
}

/** Moves the focus to the next or previous row that is shown; the ends hold. */
function move(step: -1 | 1): void {
  const shown = Array.from(document.querySelectorAll<HTMLElement>(rows)).filter((row) =>
    row.checkVisibility(),
  );
  const at = shown.findIndex((row) => row === document.activeElement);
  shown[Math.min(shown.length - 1, Math.max(0, at + step))]?.focus();
}
