/** Flags for a Node process that runs our TypeScript: none where Node strips types itself. */
export const typescriptFlags: readonly string[] =
  'typescript' in process.features && process.features.typescript ? [] : ['--import', 'tsx'];
