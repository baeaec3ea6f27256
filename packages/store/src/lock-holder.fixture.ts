import { lockFolder } from './lock.ts';

// A process that holds a folder until it is killed.
await lockFolder(process.argv[2] ?? '');
process.stdout.write('held\n');
setTimeout(() => undefined, 20_000);
