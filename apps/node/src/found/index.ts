export { foundConsortium } from './found.ts';
export {
  initFounder,
  initNewcomer,
  type FirstAdministrator,
  type HospitalWish,
  type Initialised,
} from './init.ts';
export { openKeyRing } from './key-ring.ts';
