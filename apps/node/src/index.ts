export {
  planConsortium,
  planMember,
  readConsortium,
  writeConsortium,
  type Consortium,
  type ConsortiumMember,
} from './consortium.ts';
export { NodeError } from './node-error.ts';
export { noteBackup } from './upkeep.ts';
export { readPeople, writePeople, type DemoPerson } from './people-file.ts';
