/** The libs by floor, ground floor last: each may import those below it, never above. */
const floors = [
  'exchange',
  'analysis',
  'review',
  'suggestions',
  'search',
  'links',
  'retrieval',
  'documents',
  'contributions',
  'directory',
  'catalogue',
  'identity',
  'platform',
];

const upstairs = floors.slice(1).map((lib, below) => ({
  name: `not-upstairs-from-${lib}`,
  comment: `${lib} lies below these libs: let them import ${lib}, or talk through the change log.`,
  severity: 'error',
  from: { path: `^libs/${lib}/` },
  to: { path: `^libs/(${floors.slice(0, below + 1).join('|')})/` },
}));

module.exports = {
  forbidden: [
    ...upstairs,
    {
      name: 'no-circle',
      comment:
        'Two files that need each other are one file, or lack a third that both may import. This holds for types as well.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'lib-by-its-door',
      comment: 'Import another lib as #libs/<name>, and let its index.ts export what you need.',
      severity: 'error',
      from: { path: '^libs/([^/]+)/' },
      to: { path: '^libs/', pathNot: '^libs/$1/', dependencyTypesNot: ['aliased'] },
    },
    {
      name: 'lib-not-by-its-own-door',
      comment: 'Inside a lib import the file itself: the way through its own index.ts is a circle in waiting.',
      severity: 'error',
      from: { path: '^libs/([^/]+)/' },
      to: { path: '^libs/$1/', dependencyTypes: ['aliased'] },
    },
    {
      name: 'apps-by-the-door-of-libs',
      comment: 'Import a lib as #libs/<name>, and let its index.ts export what you need.',
      severity: 'error',
      from: { path: '^apps/' },
      to: { path: '^libs/', dependencyTypesNot: ['aliased'] },
    },
    {
      name: 'libs-know-no-apps',
      comment:
        'Move what is needed into a lib. Only tests may use the list of tables and the preparation of a database.',
      severity: 'error',
      from: { path: '^libs/', pathNot: '[.]spec[.]ts$' },
      to: { path: '^apps/' },
    },
    {
      name: 'tests-of-libs-know-no-apps',
      comment:
        'A test of a lib may use apps/tables.ts and apps/prepare.ts; a test of an app belongs to the app or to test/.',
      severity: 'error',
      from: { path: '^libs/.*[.]spec[.]ts$' },
      to: { path: '^apps/', pathNot: '^apps/(tables|prepare)[.]ts$' },
    },
    {
      name: 'apps-stand-alone',
      comment: 'Each app is a process of its own; what two of them need belongs into a lib.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: {
        path: '^apps/',
        pathNot: [
          '^apps/$1/',
          '^apps/(connect|prepare|tables)[.]ts$',
          '^apps/api/src/serve[.]ts$',
          '^apps/worker/src/work[.]ts$',
        ],
      },
    },
    {
      name: 'only-the-command-line-starts-apps',
      comment: 'serve.ts and work.ts are for the command line, which runs the other apps.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/', pathNot: '^apps/cli/' },
      to: { path: '^apps/(api/src/serve|worker/src/work)[.]ts$', pathNot: '^apps/$1/' },
    },
    {
      name: 'leads-somewhere',
      comment: 'No such file; #libs/<name> is all there is of a lib, a path behind it leads nowhere.',
      severity: 'error',
      from: { path: '^(apps|libs)/' },
      to: { path: '^[.#]', couldNotResolve: true },
    },
  ],
  options: {
    // Imports of types vanish when compiled, but bind as much as any other.
    tsPreCompilationDeps: true,
    // Maps #libs/<name> to the source; package.json maps it to the build, which need not be there.
    tsConfig: { fileName: '.dependency-cruiser.tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
  },
};
