import type { FastifyReply } from 'fastify';

/** What a page may load: from its own node alone, and no script or style that stands in the page's text. */
export const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  'frame-src blob:',
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Data is not a page: whatever a browser takes it for, it loads and runs nothing. */
const dataPolicy = "default-src 'none'; frame-ancestors 'none'; sandbox";

const permissions = [
  'publickey-credentials-get=(self)',
  'publickey-credentials-create=(self)',
  'camera=(self)',
  ...['microphone', 'geolocation', 'payment', 'usb', 'serial', 'hid'].map(
    (feature) => `${feature}=()`,
  ),
].join(', ');

const yearS = 31_536_000;

/** The headers of every answer; a handler that has set one of them already knows better. */
export function secureHeaders(options: { isHttps: boolean }): Readonly<Record<string, string>> {
  return {
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-frame-options': 'DENY',
    'content-security-policy': dataPolicy,
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': permissions,
    ...(options.isHttps ? { 'strict-transport-security': `max-age=${yearS}` } : {}),
  };
}

/** Sets what is not set yet. */
export function addHeaders(reply: FastifyReply, headers: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(headers))
    if (!reply.hasHeader(name)) reply.header(name, value);
}
