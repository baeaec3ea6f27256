import { diabetes, heart, lungs, thyroid } from './stories-of-age.ts';
import { asthma, child, hiv, opioids } from './stories-of-youth.ts';
import type { Story } from './story.ts';

/** The stories, in turn. */
export const stories: readonly [Story, ...Story[]] = [
  { gender: 'female', born: 1968, tell: diabetes },
  { gender: 'male', born: 1958, tell: lungs },
  { gender: 'female', born: 1996, tell: asthma },
  { gender: 'male', born: 1991, tell: opioids },
  { gender: 'male', born: 1980, tell: hiv },
  { gender: 'female', born: 2019, tell: child },
  { gender: 'female', born: 1951, tell: heart },
  { gender: 'female', born: 1975, tell: thyroid },
];
