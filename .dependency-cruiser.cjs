/** Arrows point down only, and rooms on one floor do not see each other. */

const PURE = '^node_modules/(@noble/|canonicalize|valibot)'
const WASHED = `${PURE}|^node_modules/(yaml|zustand)`

/** A room may import itself and the named rooms. */
function room(name, { rooms = [] } = {}) {
  const inside = [name, ...rooms].map((r) => `^src/${r}/`)
  return {
    name: `${name}-sees-only-below`,
    severity: 'error',
    from: { path: `^src/${name}/` },
    to: {
      path: '^src/|^tests/',
      pathNot: [...inside, '^src/(app|runbooks)\\.d\\.ts$'],
    },
  }
}

/** Packages a room may import; Node's own modules are for cli and tests. */
function packages(name, allowed) {
  return {
    name: `${name}-packages`,
    severity: 'error',
    from: { path: `^src/${name}/` },
    to: { path: '^node_modules/', pathNot: allowed },
  }
}

module.exports = {
  forbidden: [
    room('domain'),
    packages('domain', PURE),
    room('zip', { rooms: ['domain'] }),
    packages('zip', '^$'),
    room('age', { rooms: ['domain'] }),
    packages('age', '^node_modules/(age-encryption|@noble/(ciphers|hashes))/'),
    room('tables', { rooms: ['domain'] }),
    packages('tables', '^node_modules/(fflate|papaparse|@types/papaparse|read-excel-file)/'),
    room('runbook', { rooms: ['domain'] }),
    packages('runbook', WASHED),
    room('drill', { rooms: ['domain', 'runbook'] }),
    packages('drill', WASHED),
    room('session', { rooms: ['domain', 'runbook'] }),
    {
      name: 'session-knows-runbook-types-only',
      severity: 'error',
      from: { path: '^src/session/' },
      to: { path: '^src/runbook/', dependencyTypesNot: ['type-only'] },
    },
    packages('session', WASHED),
    room('store', { rooms: ['domain'] }),
    room('sync', { rooms: ['domain'] }),
    room('platform', { rooms: ['domain'] }),
    room('export', { rooms: ['domain', 'zip'] }),
    room('verify', { rooms: ['domain', 'zip', 'export'] }),
    packages('verify', PURE),
    room('ui', { rooms: ['domain', 'session'] }),
    {
      name: 'verifier-sees-what-it-shows',
      comment: 'a page of its own: it brings verify/, its words and the browser together',
      severity: 'error',
      from: { path: '^src/verifier/' },
      to: {
        path: '^src/|^tests/',
        pathNot: [
          '^src/(verifier|verify|domain|zip|export|age)/',
          '^src/ui/text/',
          '^src/platform/(signatures|ed25519)\\.ts$',
        ],
      },
    },
    packages('verifier', '^$'),
    room('sw'),
    packages('sw', '^$'),
    {
      name: 'nobody-imports-the-root',
      comment:
        'main.tsx and core.ts alone know every room; nobody knows them, and main.tsx reads core.ts later',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/main\\.tsx$' },
      to: { path: '^src/(main\\.tsx|core\\.ts)$' },
    },
    {
      name: 'cli-stays-outside',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/cli/' },
      to: { path: '^src/cli/' },
    },
    {
      name: 'no-node-in-the-app',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/cli/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-circular',
      comment: 'types may know each other: nothing is loaded for them',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'not-to-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^virtual:' },
    },
    {
      name: 'no-dev-dependencies-in-the-app',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/cli/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|tests/out)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'browser', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.d.ts', '.json'],
    },
  },
}
