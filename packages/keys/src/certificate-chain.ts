import { X509Certificate } from 'node:crypto';

/** The outcome of a chain check; `root` is the PEM of the root that issued. */
export type ChainCheck =
  | { readonly valid: true; readonly root: string }
  | {
      readonly valid: false;
      readonly because: 'malformed' | 'unknown-issuer' | 'expired' | 'not-yet-valid' | 'authority';
    };

/**
 * Whether a leaf certificate was issued by one of the roots (directly, as CareLedger's authorities issue) and both were in force
 * `at` a time in milliseconds, which may lie years back; never throws. A root is no leaf of itself.
 */
export function verifyChain(pem: string, rootPems: readonly string[], at: number): ChainCheck {
  const leaf = read(pem);
  if (leaf === undefined) return { valid: false, because: 'malformed' };
  if (leaf.ca) return { valid: false, because: 'authority' };
  const issuers = rootPems.filter((rootPem) => issued(read(rootPem), leaf));
  const [first] = issuers;
  if (first === undefined) return { valid: false, because: 'unknown-issuer' };
  const period = periodFault(leaf, at);
  if (period !== undefined) return { valid: false, because: period };
  const faults = issuers.map((rootPem) => {
    const root = read(rootPem);
    return root === undefined ? 'expired' : periodFault(root, at);
  });
  const root = issuers[faults.indexOf(undefined)];
  return root === undefined
    ? { valid: false, because: faults[0] ?? 'expired' }
    : { valid: true, root };
}

function read(pem: string): X509Certificate | undefined {
  try {
    return new X509Certificate(pem);
  } catch {
    return undefined;
  }
}

function issued(root: X509Certificate | undefined, leaf: X509Certificate): boolean {
  try {
    return root !== undefined && root.ca && leaf.checkIssued(root) && leaf.verify(root.publicKey);
  } catch {
    return false;
  }
}

function periodFault(
  certificate: X509Certificate,
  at: number,
): 'expired' | 'not-yet-valid' | undefined {
  if (!(at >= Date.parse(certificate.validFrom))) return 'not-yet-valid';
  return at <= Date.parse(certificate.validTo) ? undefined : 'expired';
}
