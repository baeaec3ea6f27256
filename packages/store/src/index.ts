export { backup, type BackedUp, type BackupPart } from './backup.ts';
export {
  createIndex,
  openIndex,
  type Index,
  type IndexOptions,
  type OpenedIndex,
} from './index-file.ts';
export { indexState, type IndexState } from './index-seal.ts';
export type { IndexDb, IndexRow, IndexStatement, IndexValue } from './index-db.ts';
export { lockFolder, type FolderLock } from './lock.ts';
export { openLog, type Log, type LogOptions, type Opening } from './log.ts';
export type { Entry } from './log-reader.ts';
export { treeLeaf, type LogTree } from './log-tree.ts';
export { countEntries } from './offsets.ts';
export type { Unfinished } from './recover.ts';
export type { NewEntry } from './segment-writer.ts';
export { StoreError, type StoreCode } from './store-error.ts';
export { verifyLog, type Fault, type Finding } from './verify.ts';
