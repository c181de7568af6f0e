// The import table of ARCHITECTURE.md, executable. Read: a layer may import itself and what is listed for it;
// of `types`, it may import types only. `scenarios/` are the built-in scenario files.
const TABLE = {
  lib: {},
  kernel: { may: ['lib'] },
  scenario: { may: ['lib', 'kernel', 'kinds/index'] },
  analysis: { may: ['lib', 'kernel', 'kinds', 'scenario', 'words'] },
  conformance: { may: ['lib', 'kernel', 'kinds', 'scenario'] },
  fuzz: { may: ['lib', 'kernel', 'kinds', 'scenario', 'analysis'] },
  shell: { may: ['lib', 'kernel', 'kinds/index', 'scenario', 'analysis', 'scenarios/'] },
  ui: { may: ['lib'] },
  // Below analysis, which tells of runs in its words.
  words: { may: ['lib'], types: ['kernel', 'kinds/index', 'scenario'] },
  views: {
    may: ['lib', 'shell', 'ui', 'words', 'kinds/views'],
    types: ['kernel', 'kinds/index', 'scenario', 'analysis'],
  },
  cli: {
    may: ['lib', 'kernel', 'kinds/index', 'scenario', 'analysis', 'conformance', 'fuzz', 'scenarios/'],
  },
  testing: { may: ['lib', 'kernel', 'kinds', 'scenario', 'analysis', 'conformance', 'fuzz', 'scenarios/'] },
};
// The libraries that a kind offers to other kinds, besides its protocol: patterns.
const CLIENT_LIBRARIES = [
  'zookeeper/client-library',
  'zookeeper/recipes/[^/]+',
  'calling/[^/]+',
  'history/[^/]+',
  'load-balancer/algorithms/(ring|hashes)',
];

const TEST = '\\.test\\.tsx?$';
const below = (layers) => [
  `^src/(${layers.join('|')})(/|\\.tsx?$)`,
  ...(layers.includes('scenarios/') ? ['^scenarios/'] : []),
];

function layerRules([name, { may = [], types = [] }]) {
  const from = { path: `^src/${name}/`, pathNot: TEST };
  return [
    {
      name: `${name}-imports`,
      severity: 'error',
      comment: `src/${name} may import itself and: ${[...may, ...types.map((t) => `${t} (types)`)].join(', ') || 'nothing'}.`,
      from,
      to: { path: '^(src|scenarios|e2e)/', pathNot: below([name, ...may, ...types]) },
    },
    ...(types.length === 0
      ? []
      : [
          {
            name: `${name}-sees-types-only`,
            severity: 'error',
            comment: `Of ${types.join(', ')}, src/${name} may import types only: values come through the shell.`,
            from,
            to: { path: below(types), dependencyTypesNot: ['type-only'] },
          },
        ]),
  ];
}

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'core-never-reaches-the-browser',
      severity: 'error',
      comment: 'Simulation code must run headless: no React, zustand, d3 or xstate, even indirectly.',
      from: {
        path: '^src/(lib|kernel|scenario|words|analysis|conformance|fuzz|cli)/|^src/kinds/.*\\.ts$',
        pathNot: `^src/kinds/views\\.ts$|${TEST}`,
      },
      to: {
        reachable: true,
        path: 'node_modules/(@types/)?(react|react-dom|zustand|xstate|d3|d3-[a-z]+|@xstate)/',
      },
    },
    {
      name: 'kernel-and-lib-use-no-package',
      severity: 'error',
      comment: 'lib and kernel are our own code to the bottom; parsers and schemas belong to scenario.',
      from: { path: '^src/(lib|kernel)/', pathNot: TEST },
      to: { path: 'node_modules/' },
    },
    ...Object.entries(TABLE).flatMap(layerRules),
    {
      name: 'kind-model-imports',
      severity: 'error',
      comment:
        "A kind's .ts may import lib, kernel, its own folder, and other kinds' protocol.ts or client library.",
      from: { path: '^src/kinds/([^/]+)/.+\\.ts$', pathNot: TEST },
      to: {
        path: '^(src|scenarios|e2e)/',
        pathNot: [
          '^src/(lib|kernel)/',
          '^src/kinds/$1/.+\\.(ts|json)$',
          '^src/kinds/[^/]+/protocol\\.ts$',
          `^src/kinds/(${CLIENT_LIBRARIES.join('|')})\\.ts$`,
        ],
      },
    },
    {
      name: 'kind-view-imports',
      severity: 'error',
      comment: "A kind's .tsx may import lib, ui, words, its own folder, and the kernel's types.",
      from: { path: '^src/kinds/([^/]+)/.+\\.tsx$', pathNot: TEST },
      to: { path: '^(src|scenarios|e2e)/', pathNot: '^src/(lib|kernel|ui|words)/|^src/kinds/($1|calling)/' },
    },
    {
      name: 'kind-view-sees-kernel-types-only',
      severity: 'error',
      from: { path: '^src/kinds/.+\\.tsx$', pathNot: TEST },
      to: { path: '^src/kernel/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'kind-list-imports',
      severity: 'error',
      comment: 'The list of kinds imports kinds, the kernel and lib; no view.',
      from: { path: '^src/kinds/[^/]+\\.ts$', pathNot: `^src/kinds/views\\.ts$|${TEST}` },
      to: {
        path: '^(src|scenarios|e2e)/',
        pathNot: ['^src/(lib|kernel)/', '^src/kinds/.+\\.ts$'],
      },
    },
    {
      name: 'kind-view-list-imports',
      severity: 'error',
      from: { path: '^src/kinds/views\\.tsx?$' },
      to: { path: '^(src|scenarios|e2e)/', pathNot: '^src/(lib|kernel|kinds|ui|words)/' },
    },
    {
      name: 'testing-is-for-tests',
      severity: 'error',
      from: { path: '^src/(?!testing/)', pathNot: TEST },
      to: { path: '^src/testing/' },
    },
    {
      name: 'nothing-imports-a-test',
      severity: 'error',
      from: {},
      to: { path: TEST },
    },
    {
      name: 'only-tests-use-development-packages',
      severity: 'error',
      from: { path: '^src/', pathNot: `^src/testing/|${TEST}` },
      to: {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only'],
        pathNot: 'node_modules/@types/',
      },
    },
    {
      name: 'app-is-the-root',
      severity: 'error',
      from: { path: '^src/(?!app/)' },
      to: { path: '^src/app/' },
    },
    { name: 'cli-is-a-root', severity: 'error', from: { path: '^src/(?!cli/)' }, to: { path: '^src/cli/' } },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'no-orphans',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: `\\.d\\.ts$|\\.json$|${TEST}|^src/(app|cli)/main\\.tsx?$|^e2e/|^scripts/`,
      },
      to: {},
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.base.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^src/kinds/[^/]+/conformance/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
