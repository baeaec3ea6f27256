/** The cookie that carries a browser's session; only this host, only over a trustworthy connection. */
export const sessionCookie = '__Host-careledger';
/** The cookie that names a shared terminal, at random, for a day. */
export const terminalCookie = '__Host-careledger-terminal';

/** The cookie that a sign-in at the hospital's own provider was begun with; it comes back from another site. */
export const oidcCookie = '__Host-careledger-oidc';

/** The value of a cookie in a `Cookie` header, where it is one of ours by its form. */
export function cookieIn(header: string | undefined, name: string): string | undefined {
  for (const part of (header ?? '').split(';')) {
    const [key, value = ''] = part.trim().split('=', 2);
    if (key === name && /^[A-Za-z0-9_-]{16,600}$/.test(value)) return value;
  }
  return undefined;
}

/** A `Set-Cookie` header that no script reads and no other site sends along; without `maxAgeS` it ends with the browser. */
export function setCookie(name: string, value: string, maxAgeS?: number): string {
  const age = maxAgeS === undefined ? '' : `; Max-Age=${maxAgeS}`;
  const site = name === oidcCookie ? 'Lax' : 'Strict';
  return `${name}=${value}; Path=/; Secure; HttpOnly; SameSite=${site}${age}`;
}
