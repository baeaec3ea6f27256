import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openMasterKey } from './master-key.ts';

describe('master key', () => {
  let folder = '';
  let file = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'careledger-master-'));
    file = join(folder, 'master.key');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const fault = (code: string): unknown => expect.objectContaining({ name: 'KeysError', code });

  it('is made readable by its owner alone, and only when asked', () => {
    expect(() => openMasterKey(file)).toThrow(fault('no-master-key'));
    expect(existsSync(file)).toBe(false);
    openMasterKey(file, { create: true });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['master.key']);
  });

  it('E8.3 is the same when opened again, also where creating was allowed', () => {
    const made = openMasterKey(file, { create: true });
    const again = openMasterKey(file, { create: true });
    expect(again.current).toEqual(made.current);
    expect(again.derive('index')).toEqual(made.derive('index'));
  });

  it('R5 keeps each epoch until it is destroyed, and then not even in its file', () => {
    const master = openMasterKey(file, { create: true });
    const first = Buffer.from(master.key(1));
    expect(master.advance()).toBe(2);
    expect(openMasterKey(file).epochs).toEqual([1, 2]);
    expect(master.current.epoch).toBe(2);
    expect(master.current.key).not.toEqual(first);
    master.destroy(1);
    expect(() => master.key(1)).toThrow(fault('no-epoch'));
    expect(openMasterKey(file).epochs).toEqual([2]);
    expect(readFileSync(file, 'utf8')).not.toContain(first.toString('base64url'));
    expect(() => master.destroy(2)).toThrow(fault('no-epoch'));
    expect(() => master.destroy(1)).toThrow(fault('no-epoch'));
    expect(master.advance()).toBe(3);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('derives another key for another purpose, the same in every epoch', () => {
    const master = openMasterKey(file, { create: true });
    const index = master.derive('index');
    expect(index).toHaveLength(32);
    expect(master.derive('state')).not.toEqual(index);
    master.advance();
    expect(master.derive('index')).toEqual(index);
    const other = openMasterKey(join(folder, 'other.key'), { create: true });
    expect(other.derive('index')).not.toEqual(index);
  });

  it.skipIf(process.platform === 'win32')('is refused when others can read it', () => {
    openMasterKey(file, { create: true });
    chmodSync(file, 0o640);
    expect(() => openMasterKey(file)).toThrow(fault('master-key'));
  });

  it.each([
    '',
    '{}',
    'null',
    '{"v":2}',
    '{"v":1,"root":"AA","epochs":[]}',
    '{"v":1,"root":"AA","epochs":[{"epoch":1,"key":"AA"}]}',
  ])('E5 refuses a file that says %j, and leaves it as it is', (text) => {
    writeFileSync(file, text, { mode: 0o600 });
    expect(() => openMasterKey(file, { create: true })).toThrow(fault('master-key'));
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  it('names no key in an error', () => {
    openMasterKey(file, { create: true });
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.slice(0, -2));
    try {
      openMasterKey(file);
      expect.unreachable();
    } catch (error) {
      expect(String(error)).not.toContain(text.slice(20, 40));
    }
  });
});
