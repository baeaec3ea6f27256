import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';

/** What is wrong with a certificate and its key for a host name at a time, in sentences; empty when all is well. */
export function certificateFaults(
  files: { certificateFile: string; keyFile: string },
  expected: { host: string; at: number },
): string[] {
  const faults: string[] = [];
  const read = <T>(file: string, parse: (text: string) => T, what: string): T | undefined => {
    try {
      return parse(readFileSync(file, 'utf8'));
    } catch {
      faults.push(`${file} cannot be read as ${what} in PEM.`);
      return undefined;
    }
  };
  const certificate = read(
    files.certificateFile,
    (text) => new X509Certificate(text),
    'a certificate',
  );
  const key = read(files.keyFile, (text) => createPrivateKey(text), 'a private key');
  if (key && (statSync(files.keyFile).mode & 0o077) !== 0 && process.platform !== 'win32')
    faults.push(`${files.keyFile} is open to other users of this machine: chmod 600.`);
  if (!certificate) return faults;
  if (key && !certificate.checkPrivateKey(key))
    faults.push(`${files.keyFile} is not the key of ${files.certificateFile}.`);
  if (certificate.checkHost(expected.host) === undefined)
    faults.push(`${files.certificateFile} is not for ${expected.host}.`);
  if (Date.parse(certificate.validTo) <= expected.at)
    faults.push(`${files.certificateFile} ended on ${certificate.validTo}.`);
  if (Date.parse(certificate.validFrom) > expected.at)
    faults.push(`${files.certificateFile} begins on ${certificate.validFrom}.`);
  return faults;
}
