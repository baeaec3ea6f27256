// The table of ARCHITECTURE.md: who may import whom. This file is the configuration of the check.
export const arrows = {
  'packages/proof': [],
  'packages/keys': ['proof'],
  'packages/store': ['proof', 'keys'],
  'packages/contracts': ['proof'],
  'packages/ledger': ['proof', 'keys'],
  'packages/peer': ['proof', 'keys', 'store'],
  'packages/fhir': [],
  'packages/telemetry': ['proof'],
  'packages/care': ['proof', 'keys', 'store', 'contracts', 'ledger', 'fhir', 'telemetry'],
  'packages/protocol': ['proof', 'fhir', 'telemetry'],
  'apps/web': ['proof', 'protocol', 'telemetry'],
  'apps/node': [
    'proof',
    'keys',
    'store',
    'contracts',
    'ledger',
    'peer',
    'fhir',
    'telemetry',
    'care',
    'protocol',
  ],
  'apps/cli': [
    'proof',
    'keys',
    'store',
    'contracts',
    'ledger',
    'peer',
    'fhir',
    'telemetry',
    'care',
    'protocol',
    'node',
    'web',
  ],
};

const folder = (name) =>
  ['node', 'cli', 'web'].includes(name) ? `apps/${name}` : `packages/${name}`;

const forbidden = Object.entries(arrows).map(([from, to]) => ({
  name: `${from} imports only what its row names`,
  severity: 'error',
  from: { path: `^${from}/src/`, pathNot: '\\.test\\.ts$' },
  to: {
    path: '^(packages|apps)/',
    pathNot: [from, ...to.map(folder)].map((f) => `^${f}/`),
  },
}));

/** What dependency-cruiser reads. */
export const cruise = {
  forbidden: [
    ...forbidden,
    {
      name: 'no circles',
      severity: 'error',
      from: {},
      to: { circular: true, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'declared where it is used',
      severity: 'error',
      from: { path: '^(packages|apps)/[^/]+/src/', pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['unknown', 'undetermined', 'npm-no-pkg', 'npm-unknown'] },
    },
  ],
  options: {
    combinedDependencies: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: 'node_modules/(?!@careledger)|^apps/web/dist' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
};
