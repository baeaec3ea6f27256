// The thread of a hospital's peer: a worker does not inherit what lets Node read our TypeScript.
if (!process.features.typescript) (await import('tsx/esm/api')).register();
await import('./peer-worker.ts');
