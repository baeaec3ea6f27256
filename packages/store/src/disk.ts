import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** A file being written; every promise settles only when the operating system has answered. */
export interface WriteFile {
  write(bytes: Uint8Array, at: number): Promise<void>;
  sync(): Promise<void>;
  truncate(length: number): Promise<void>;
  close(): Promise<void>;
}

/** What the logs ask of a disk when they write; handed in, so that full and failing disks can be tried. */
export interface Disk {
  openFile(path: string): Promise<WriteFile>;
  /** Writes a whole new file that is durably there, or not at all. */
  writeNew(path: string, bytes: Uint8Array): Promise<void>;
  /** Removes a file durably; an absent one is no error. */
  remove(path: string): Promise<void>;
}

/** Makes names in a folder durable. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function openFile(path: string): Promise<WriteFile> {
  const handle = await open(path, 'r+');
  return {
    async write(bytes, at) {
      let done = 0;
      while (done < bytes.byteLength) {
        const { bytesWritten } = await handle.write(
          bytes,
          done,
          bytes.byteLength - done,
          at + done,
        );
        done += bytesWritten;
      }
    },
    sync: () => handle.datasync(),
    truncate: (length) => handle.truncate(length),
    close: () => handle.close(),
  };
}

async function writeNew(path: string, bytes: Uint8Array): Promise<void> {
  const draft = `${path}.new`;
  const handle = await open(draft, 'w', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, path);
  await syncFolder(dirname(path));
}

async function remove(path: string): Promise<void> {
  await rm(path, { force: true });
  await syncFolder(dirname(path));
}

/** The disk of this machine. */
export const machineDisk: Disk = { openFile, writeNew, remove };
