// The floors of docs/architecture.md: a file imports its own floor and the floors named, never one above. No cycles.
const FLOORS = {
  foundation: { floors: [], packages: [] },
  math: { floors: ['foundation'], packages: [] },
  domain: { floors: ['foundation'], packages: [] },
  engine: { floors: ['math', 'domain', 'foundation'], packages: [] },
  readers: {
    floors: ['domain', 'foundation'],
    packages: ['csv-parse', 'zod', 'yaml', '@duckdb/node-api', '@duckdb/node-bindings'],
    core: true,
  },
  renderers: { floors: ['domain', 'foundation'], packages: ['chalk', 'cli-table3', 'string-width'] },
  app: { floors: ['engine', 'readers', 'renderers', 'math', 'domain', 'foundation'], packages: [] },
  cli: { floors: ['app', 'domain', 'foundation'], packages: ['commander'], core: true },
};

const floorRules = Object.entries(FLOORS).flatMap(([floor, { floors, packages, core }]) => [
  {
    name: `${floor}-floor`,
    comment: `src/${floor} may import only: ${[floor, ...floors].join(', ')}`,
    severity: 'error',
    from: { path: `^src/${floor}/` },
    to: { path: '^src/', pathNot: `^src/(${[floor, ...floors].join('|')})/` },
  },
  {
    name: `${floor}-packages`,
    comment: `src/${floor} may use only these packages: ${packages.join(', ') || 'none'}`,
    severity: 'error',
    from: { path: `^src/${floor}/` },
    to: {
      dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown'],
      ...(packages.length > 0 ? { pathNot: `node_modules/(${packages.join('|')})/` } : {}),
    },
  },
  ...(core
    ? []
    : [
        {
          name: `${floor}-pure`,
          comment: `src/${floor} touches no file, clock, network or process`,
          severity: 'error',
          from: { path: `^src/${floor}/` },
          to: { dependencyTypes: ['core'] },
        },
      ]),
]);

module.exports = {
  forbidden: [{ name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } }, ...floorRules],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
