import js from '@eslint/js';
import boundaries from 'eslint-plugin-boundaries';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

/** Rooms every other room may use (docs/architecture.md). */
const OPEN_ROOMS = ['config', 'clock', 'database', 'http', 'access'];

/** Which room may import which: the arrows of docs/architecture.md. */
const ARROWS = {
  directory: [],
  schedule: ['directory'],
  bookings: ['directory', 'schedule'],
  forecast: [],
  queue: ['directory', 'schedule', 'bookings', 'forecast'],
  live: ['queue', 'directory'],
  statistics: ['directory', 'queue', 'bookings'],
  staff: ['directory'],
  devices: ['directory'],
  notifications: ['bookings', 'queue'],
  privacy: ['directory', 'schedule', 'bookings', 'queue', 'statistics', 'staff', 'devices', 'notifications'],
  config: [],
  clock: ['config', 'database'],
  database: ['config', 'clock'],
  http: ['config', 'clock', 'database', 'access'],
  access: ['config', 'clock', 'database', 'http'],
};

const realTime = {
  selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
  message: 'Time comes from Clock.',
};
const realDate = {
  selector: "NewExpression[callee.name='Date'][arguments.length=0]",
  message: 'Time comes from Clock.',
};
const luxonNow = {
  selector: "CallExpression[callee.object.name='DateTime'][callee.property.name=/^(now|local|utc)$/]",
  message: 'Time comes from Clock.',
};

export default tseslint.config(
  { ignores: ['dist/', 'data/', 'node_modules/', 'coverage/'] },
  js.configs.recommended,
  tseslint.configs.recommended,
  prettier,
  {
    rules: {
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'off',
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true, named: true } }],
      eqeqeq: 'error',
    },
  },
  {
    files: ['**/*.mjs', '**/*.js', '**/*.config.ts'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly', setTimeout: 'readonly' } },
    rules: { 'no-restricted-exports': 'off' },
  },
  {
    files: ['**/*.spec.ts', 'test/**/*.ts'],
    rules: { 'max-lines-per-function': 'off', 'max-lines': ['error', { max: 500 }] },
  },
  {
    // Web UIs see the server's contracts and nothing else of it, and only their types: no zod in a bundle.
    files: ['ui-kit/**/*.{ts,tsx}', '*-ui/**/*.{ts,tsx}'],
    languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } },
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '(^|/)src/.*\\.contract(\\.js)?$',
              allowTypeImports: true,
              message: 'Import only types from a contract (`import type`).',
            },
            { regex: '(^|/)src/(?!.*\\.contract(\\.js)?$)', message: 'Web UIs import only `src/**/*.contract.ts`.' },
            { group: ['node:*'], message: 'Web UIs run in a browser.' },
          ],
        },
      ],
    },
  },
  {
    files: ['**/vite.config.ts', '**/*.spec.ts'],
    rules: { '@typescript-eslint/no-restricted-imports': 'off' },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/**/*.spec.ts', 'src/clock/**'],
    rules: { 'no-restricted-syntax': ['error', realTime, realDate, luxonNow] },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/*.ts'],
    plugins: { boundaries },
    settings: {
      'boundaries/elements': [{ type: 'room', pattern: 'src/*', mode: 'folder', capture: ['room'] }],
    },
    rules: {
      'boundaries/element-types': [
        'error',
        {
          default: 'disallow',
          rules: Object.entries(ARROWS).map(([room, others]) => ({
            from: [['room', { room }]],
            allow: [['room', { room: [room, ...OPEN_ROOMS, ...others].join('|') }]].flatMap(([type, capture]) =>
              capture.room.split('|').map((name) => [type, { room: name }]),
            ),
          })),
        },
      ],
    },
  },
);
