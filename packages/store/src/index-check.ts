import { openDatabase } from './index-db.ts';

// Run as a process of its own: a damaged encrypted page can abort whoever reads it.
const file = process.argv[2] ?? '';
let key = '';
for await (const chunk of process.stdin.setEncoding('utf8')) key += String(chunk);
const row: unknown = openDatabase(file, key).prepare('pragma integrity_check(1)').raw(true).get();
process.stdout.write(Array.isArray(row) && row[0] === 'ok' ? 'whole' : 'damaged');
