export { openLog, type Log, type LogOptions, type Opening } from './log.ts';
export type { Entry } from './log-reader.ts';
export { treeLeaf, type LogTree } from './log-tree.ts';
export type { NewEntry } from './segment-writer.ts';
export { StoreError, type StoreCode } from './store-error.ts';
