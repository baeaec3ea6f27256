export {
  planConsortium,
  readConsortium,
  writeConsortium,
  type Consortium,
  type ConsortiumMember,
} from './consortium.ts';
export { foundConsortium } from './found/found.ts';
export { openKeyRing } from './found/key-ring.ts';
export { NodeError } from './node-error.ts';
export { readPeople, writePeople, type DemoPerson } from './people-file.ts';
