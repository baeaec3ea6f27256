import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig, type Plugin } from 'vite';
import { routes } from './src/routes.ts';

// While pages are written: `CARELEDGER_NODE=northgate.localhost:8101 npm run -w apps/web dev` speaks to that node.
const node = process.env['CARELEDGER_NODE'] ?? 'northgate.localhost:8101';
const ways = ['/api', '/fhir', '/health'];
const way = {
  target: `http://127.0.0.1:${node.split(':')[1] ?? ''}`,
  headers: { host: node, origin: `http://${node}` },
};

/** What the node wants beside the pages: their addresses. */
function forTheNode(): Plugin {
  return {
    name: 'for-the-node',
    apply: 'build',
    writeBundle({ dir = 'dist' }) {
      writeFileSync(join(dir, 'routes.json'), JSON.stringify(routes.map(({ path }) => path)));
    },
  };
}

export default defineConfig({
  base: '/',
  plugins: [forTheNode()],
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
    proxy: Object.fromEntries(ways.map((path) => [path, way])),
  },
});
