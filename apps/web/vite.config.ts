import { defineConfig } from 'vite';

// While pages are written: `CARELEDGER_NODE=http://127.0.0.1:8101 npm run -w apps/web dev` speaks to that node.
const node = process.env['CARELEDGER_NODE'] ?? 'http://127.0.0.1:8101';
const ways = ['/api', '/fhir', '/health', '/oidc'];

export default defineConfig({
  base: '/',
  build: {
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      // "use client" means nothing here.
      onwarn: (warning, warn) => {
        if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') warn(warning);
      },
    },
  },
  server: {
    host: '127.0.0.1',
    allowedHosts: ['.localhost'],
    proxy: Object.fromEntries(ways.map((way) => [way, { target: node, xfwd: true }])),
  },
});
