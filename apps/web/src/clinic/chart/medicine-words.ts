import { useCallback } from 'react';
import { useFormats, useWords } from '../../prefs/prefs.tsx';
import { doseWords, type Medicine, type Rhythm } from '../record/medicines.ts';
import { chartWords } from '../words/chart.ts';

/** Gives how often a medicine is taken, in words. */
export function useRhythmWords(): (medicine: Medicine) => string {
  const say = useWords(chartWords);
  return useCallback(
    ({ instruction, isAsNeeded, rhythm }: Medicine) => {
      const often = rhythm === null ? '' : rhythmWords(rhythm);
      const words = often === '' ? instruction : often;
      return [words, isAsNeeded ? say('rhythm.needed') : '']
        .filter((each) => each !== '')
        .join(', ');

      function rhythmWords({ every, times, unit }: Rhythm): string {
        if (unit === 'h' && times === 1) return say('rhythm.hours', { n: every });
        if (every === 1 && unit === 'd') {
          if (times === 1) return say('rhythm.once.d');
          return times === 2 ? say('rhythm.twice.d') : say('rhythm.d', { n: times });
        }
        if (every === 1 && unit === 'wk')
          return times === 1 ? say('rhythm.once.wk') : say('rhythm.wk', { n: times });
        if (every === 1 && unit === 'mo' && times === 1) return say('rhythm.once.mo');
        return unit === 'd' && times === 1 ? say('rhythm.days', { n: every }) : '';
      }
    },
    [say],
  );
}

/** Gives dose and route of a medicine in words: `10 mg oral tablet, 1 tablet`. */
export function useDoseWords(): (medicine: Medicine) => string {
  const formats = useFormats();
  return useCallback(
    ({ dose, form, route, strength }: Medicine) =>
      [
        [strength, form].filter((each) => each !== '').join(' '),
        dose === null ? '' : doseWords(dose, formats),
        route,
      ]
        .filter((each) => each !== '')
        .join(', '),
    [formats],
  );
}
