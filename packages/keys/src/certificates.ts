import type * as authority from './certificate-authority.ts';
import type * as certificate from './certificate.ts';

// The X.509 library takes a third of a second to load: whoever issues or reads a certificate waits for it, not every start.
const issuing = () => import('./certificate-authority.ts');

/** As `createCa` of certificate-authority.ts. */
export const createCa: typeof authority.createCa = async (order) =>
  (await issuing()).createCa(order);

/** As `issueCertificate` of certificate-authority.ts. */
export const issueCertificate: typeof authority.issueCertificate = async (order) =>
  (await issuing()).issueCertificate(order);

/** As `createCsr` of certificate-authority.ts. */
export const createCsr: typeof authority.createCsr = async (signer, subject) =>
  (await issuing()).createCsr(signer, subject);

/** As `parseCertificate` of certificate.ts; rejects with its errors. */
export const parseCertificate = async (pem: string): Promise<certificate.Certificate> =>
  (await import('./certificate.ts')).parseCertificate(pem);
