// The thread of a verification: a worker does not inherit what lets Node read our TypeScript.
if (!process.features.typescript) (await import('tsx/esm/api')).register();
await import('./verify/verify-worker.ts');
