export {
  planConsortium,
  planMember,
  readConsortium,
  writeConsortium,
  type Consortium,
  type ConsortiumMember,
} from './consortium.ts';
export { NodeError } from './node-error.ts';
export { readPeople, writePeople, type DemoPerson } from './people-file.ts';
