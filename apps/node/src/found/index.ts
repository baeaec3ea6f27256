export { foundConsortium } from './found.ts';
export { openKeyRing } from './key-ring.ts';
