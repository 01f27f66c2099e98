// Lint: types, hooks, one-way imports between folders (DESIGN: who may import whom), tensors only in engine/.
import js from '@eslint/js';
import boundaries from 'eslint-plugin-boundaries';
import hooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const shared = ['protocol', 'catalog', 'agent', 'storage', 'lib'];
/** Which folders each folder may import, besides itself. */
const allowed = {
  app: ['features', 'ui', 'state', 'i18n', 'lib', 'catalog'],
  features: ['ui', 'state', 'i18n', 'catalog', 'lib'],
  ui: ['i18n', 'lib'],
  state: ['client', 'storage', 'catalog', 'protocol', 'agent', 'lib'],
  client: ['protocol', 'lib'],
  i18n: ['lib'],
  offline: [],
  'one-page': ['data', 'models', 'agent', 'protocol', 'lib'],
  worker: ['tasks', 'evaluation', 'distillation', 'corpus', 'data', 'models', 'engine', ...shared],
  tasks: [
    'evaluation',
    'distillation',
    'corpus',
    'data',
    'models',
    'engine',
    'protocol',
    'agent',
    'catalog',
    'lib',
  ],
  evaluation: ['data', 'models', 'engine', 'protocol', 'catalog', 'lib'],
  distillation: ['data', 'models', 'engine', 'agent', 'protocol', 'catalog', 'lib'],
  models: ['engine', 'protocol', 'agent', 'catalog', 'lib'],
  data: ['corpus', 'agent', 'catalog', 'lib'],
  corpus: ['agent', 'lib'],
  engine: ['lib'],
  protocol: ['catalog', 'agent', 'lib'],
  storage: ['catalog', 'protocol', 'lib'],
  agent: ['catalog', 'lib'],
  catalog: ['lib'],
  lib: [],
};

export default tseslint.config(
  {
    ignores: [
      'dist',
      '.cache',
      'node_modules',
      'test-results',
      'playwright-report',
      'public',
      'src/engine/kernels/wasm/assembly',
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    // what needs types: a promise that nobody waits for loses its error
    files: ['src/**/*.{ts,tsx}'],
    languageOptions: {
      parserOptions: {
        // the service worker knows no document, and stands in tsconfig.worker.json alone
        projectService: { allowDefaultProject: ['src/offline/service-worker.ts'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
    },
  },
  { files: ['src/**/*.tsx', 'src/state/**/*.ts'], ...hooks.configs.flat.recommended },
  {
    files: ['src/**/*.{ts,tsx}'],
    ignores: ['src/**/*.test.{ts,tsx}', 'src/main.tsx'],
    plugins: { boundaries },
    settings: {
      'import/resolver': { node: { extensions: ['.ts', '.tsx', '.js', '.json'] } },
      'boundaries/include': ['src/**/*'],
      'boundaries/elements': Object.keys(allowed).map((type) => ({
        type,
        // each panel is an element of its own: imports inside one are free, from one to another are not
        pattern: type === 'features' ? 'src/features/*' : `src/${type}`,
      })),
    },
    rules: {
      'boundaries/dependencies': [
        'error',
        {
          default: 'disallow',
          message: 'This folder must not import that one: see the table in eslint.config.js.',
          policies: Object.entries(allowed).map(([from, to]) => ({
            from: { element: { type: from } },
            allow: { to: { element: { types: { anyOf: to } } } },
          })),
        },
      ],
    },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    ignores: ['src/engine/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: ['@tensorflow/*'], message: 'Tensors only in src/engine/.' }] },
      ],
    },
  },
  {
    files: ['**/*.{js,mjs}'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly' } },
  },
);
