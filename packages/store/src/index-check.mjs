// Run as a process of its own: a damaged encrypted page can abort whoever reads it. Plain JavaScript, so that it starts at once.
import Database from 'libsql';

const file = process.argv[2] ?? '';
let key = '';
for await (const chunk of process.stdin.setEncoding('utf8')) key += String(chunk);
const database = new Database(file, { encryptionKey: key, timeout: 5000 });
const row = database.prepare('pragma integrity_check(1)').raw(true).get();
process.stdout.write(Array.isArray(row) && row[0] === 'ok' ? 'whole' : 'damaged');
