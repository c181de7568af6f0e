import { defineConfig } from 'eslint/config';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

// Simulation code: everything that must replay bit for bit from (scenario, seed).
const CORE = ['src/{lib,kernel,scenario,words,analysis,conformance}/**/*.ts', 'src/kinds/**/*.ts'];
const TESTS = ['**/*.test.{ts,tsx}', 'e2e/**'];

const ambient = (name, use) => ({ name, message: `Not reproducible from the seed. ${use}` });

const INEXACT = [
  ...['log', 'log2', 'log10', 'log1p', 'exp', 'expm1', 'pow', 'cbrt', 'hypot'],
  ...[
    'sin',
    'cos',
    'tan',
    'asin',
    'acos',
    'atan',
    'atan2',
    'sinh',
    'cosh',
    'tanh',
    'asinh',
    'acosh',
    'atanh',
  ],
];

// Whatever a file or a link says stays text: it never becomes HTML, a script or a style.
const NO_MARKUP = [
  'JSXAttribute[name.name=/^(dangerouslySetInnerHTML|srcDoc)$/]',
  "Property[key.name='dangerouslySetInnerHTML']",
  'MemberExpression[property.name=/^(innerHTML|outerHTML|insertAdjacentHTML|setHTMLUnsafe|createContextualFragment|srcdoc)$/]',
  "CallExpression[callee.object.name='document'][callee.property.name=/^write(ln)?$/]",
  'NewExpression[callee.name=/^(Function|DOMParser)$/]',
  'CallExpression[callee.name=/^(eval|Function)$/]',
].map((selector) => ({
  selector,
  message: 'Foreign text stays text: let React make the elements, and the words be their children.',
}));

const HOUSE_SYNTAX = [
  {
    selector: 'ExportDefaultDeclaration',
    message: 'Named exports only: one name per thing, so that it can be searched for.',
  },
  { selector: 'TSEnumDeclaration', message: 'Use a union of string literals.' },
  ...NO_MARKUP,
];

const CORE_SYNTAX = [
  { selector: ':function[async=true]', message: 'The core is synchronous: use ctx.startTimer or a message.' },
  { selector: 'ForInStatement', message: 'Iterate over an ordered collection: an array, or Object.entries.' },
  {
    selector: "BinaryExpression[operator='**']:not([left.type='Literal'][right.type='Literal'])",
    message: 'Browsers may differ in the last bits: use lib/numeric.',
  },
];

// Every text that people read is in src/words. What is no text: names of classes, what a value is compared with, the
// messages of `defined`, selectors of CSS.
const ATTRIBUTES =
  'alt|aside|label|placeholder|text|title|aria-(description|label|placeholder|roledescription|valuetext)';
const TWO_WORDS = String.raw`/(^|[^\p{L}-])\p{L}+[,:;.]? \p{L}+($|[^\p{L}-])/u`;
const NO_TEXT = [
  'JSXAttribute[name.name=/[cC]lass(Name)?$/] *',
  "CallExpression[callee.name='defined'] *",
  'BinaryExpression > *',
  String.raw`[value=/\[role=|^\(|^input, /]`,
];
const TEXT_SYNTAX = [
  'JSXText[value=/\\p{L}/u]',
  // Shown or read aloud.
  `JSXAttribute[name.name=/^(${ATTRIBUTES})$/] Literal[value=/\\p{L}/u]`,
  `JSXAttribute[name.name=/^(${ATTRIBUTES})$/] TemplateElement[value.raw=/\\p{L}/u]`,
  // A word between tags.
  ':matches(JSXElement, JSXFragment) > JSXExpressionContainer > Literal[value=/\\p{L}/u]',
  ':matches(JSXElement, JSXFragment) > JSXExpressionContainer > * > Literal[value=/\\p{L}/u]',
  // A sentence.
  `Literal[value=${TWO_WORDS}]`,
  `TemplateElement[value.raw=${TWO_WORDS}]`,
  // The name of a fact: ['Role', role].
  'ArrayExpression > Literal[value=/^\\p{Lu}\\p{Ll}/u]:first-child',
  // A unit: `${seconds} s`.
  'TemplateElement[value.raw=/^( |\\\\u202f)(s|ms|µs)$/u]',
].map((selector) => ({
  selector: `${selector}:not(${NO_TEXT.join(', ')})`,
  message: 'Every text is in src/words: another language is one more file there.',
}));

export default defineConfig(
  {
    ignores: [
      'dist/**',
      'dist-cli/**',
      'dist-cli.*/**',
      'coverage/**',
      'test-results/**',
      'playwright-report/**',
    ],
  },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: false },
      ],
      '@typescript-eslint/strict-boolean-expressions': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-restricted-syntax': ['error', ...HOUSE_SYNTAX],
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 70, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
      eqeqeq: 'error',
      // Style only; the first one asks for the `!` that another rule forbids.
      '@typescript-eslint/non-nullable-type-assertion-style': 'off',
      '@typescript-eslint/class-literal-property-style': 'off',
      '@typescript-eslint/consistent-indexed-object-style': 'off',
      '@typescript-eslint/no-confusing-void-expression': 'off',
      // ctx.send and ctx.observe are generic so that a literal of any protocol fits.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/prefer-regexp-exec': 'off',
    },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    ...reactHooks.configs.flat.recommended,
  },
  {
    files: CORE,
    ignores: [...TESTS, 'src/kinds/views.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        ambient('Date', 'Take time from ctx.now.'),
        ambient('performance', 'Take time from ctx.now.'),
        ambient('setTimeout', 'Use ctx.startTimer.'),
        ambient('setInterval', 'Use ctx.startTimer.'),
        ambient('setImmediate', 'Use ctx.startTimer.'),
        ambient('queueMicrotask', 'Use ctx.startTimer.'),
        ambient('requestAnimationFrame', 'Use ctx.startTimer.'),
        ambient('Promise', 'The kernel is synchronous.'),
        ambient('crypto', 'Use ctx.random.'),
        ambient('Intl', 'Compare by code unit; format in the views.'),
        ambient('process', 'The core runs in browsers too; read the environment in src/cli.'),
        ambient('WeakRef', 'The garbage collector must not be observable.'),
        ambient('FinalizationRegistry', 'The garbage collector must not be observable.'),
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Use ctx.random.' },
        ...INEXACT.map((property) => ({
          object: 'Math',
          property,
          message: 'Browsers may differ in the last bits: use lib/numeric.',
        })),
        { property: 'localeCompare', message: 'The order depends on the locale: compare by code unit.' },
        { property: 'toLocaleString', message: 'The text depends on the locale: format in the views.' },
      ],
      'no-restricted-syntax': ['error', ...HOUSE_SYNTAX, ...CORE_SYNTAX],
      // Strings sort by code unit without a comparator, which is the order we want; all else must say its order.
      '@typescript-eslint/require-array-sort-compare': ['error', { ignoreStringArrays: true }],
    },
  },
  {
    files: ['src/{views,app,ui}/**/*.{ts,tsx}', 'src/kinds/**/*.tsx'],
    ignores: TESTS,
    rules: { 'no-restricted-syntax': ['error', ...HOUSE_SYNTAX, ...TEXT_SYNTAX] },
  },
  {
    // The worker and the command line load what is told of runs, and not the interface's words.
    files: ['src/{analysis,cli}/**'],
    ignores: TESTS,
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: ['**/words/*'], importNames: ['words'], message: 'Import `telling` alone.' }] },
      ],
    },
  },
  { files: ['src/cli/**'], rules: { 'no-console': 'off' } },
  { files: ['*.config.{ts,js}'], rules: { 'no-restricted-syntax': 'off' } },
  // One table each: a language is one file.
  { files: ['src/words/*.ts'], rules: { 'max-lines': 'off' } },
  { files: TESTS, rules: { 'max-lines-per-function': 'off', 'max-lines': 'off' } },
  {
    files: ['**/*.{js,mjs,cjs}'],
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: { eqeqeq: 'error', 'no-unused-vars': 'error', 'prefer-const': 'error', 'no-var': 'error' },
  },
);
