import js from '@eslint/js';
import boundaries from 'eslint-plugin-boundaries';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

/** Rooms that every feature may use. */
const OPEN_ROOMS = ['config', 'clock', 'database', 'http', 'access'];

/** Which room may import which, itself aside: the arrows of docs/architecture.md. A folder in src/ is a room. */
const ARROWS = {
  config: [],
  clock: ['config', 'database'],
  database: ['config', 'clock', 'http'],
  http: ['config', 'clock', 'database', 'access'],
  access: ['config', 'clock', 'database', 'http'],
  ...feature({
    directory: [],
    schedule: ['directory'],
    bookings: ['directory', 'schedule'],
    forecast: [],
    queue: ['directory', 'schedule', 'bookings', 'forecast'],
    live: ['queue', 'directory'],
    statistics: ['directory', 'schedule', 'queue', 'bookings'],
    staff: ['directory'],
    devices: ['directory'],
    notifications: ['directory', 'bookings', 'queue'],
    privacy: ['directory', 'schedule', 'bookings', 'queue', 'statistics', 'staff', 'devices', 'notifications'],
    // Only what travels over HTTP: the types of contracts.
    simulation: ['directory', 'schedule', 'bookings', 'queue', 'statistics'],
  }),
  // Puts the program together; nothing imports it.
  launch: ['*'],
};

function feature(arrows) {
  return Object.fromEntries(Object.entries(arrows).map(([room, others]) => [room, [...OPEN_ROOMS, ...others]]));
}

const roomNamed = (names) => ({ element: { type: 'room', captured: { room: names } } });
const arrowPolicies = Object.entries(ARROWS).map(([room, others]) => ({
  from: roomNamed(room),
  allow: { to: roomNamed([room, ...others]) },
}));

/** Web UIs know of the server what travels between them, and that only as types: no server code in a browser. */
const onlyContracts = {
  patterns: [
    { regex: '/src/(?!.*\\.contract\\.js$)', message: 'Web UIs import from src/ only *.contract.js.' },
    { regex: '/src/.*\\.contract\\.js$', allowTypeImports: true, message: 'Web UIs import contracts as types.' },
    { regex: '/(kiosk|display|booking|desk)-ui/', message: 'What two web UIs need belongs into ui-kit/.' },
  ],
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
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'off',
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true, named: true } }],
      // `!= null` is the one way to say "neither null nor absent".
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  {
    files: ['**/*.mjs', '**/*.js', '**/*.config.ts'],
    languageOptions: {
      globals: Object.fromEntries(
        ['process', 'console', 'URL', 'setTimeout', 'performance', 'fetch', 'Buffer'].map((name) => [name, 'readonly']),
      ),
    },
    rules: { 'no-restricted-exports': 'off' },
  },
  {
    files: ['**/*.cjs'],
    languageOptions: { globals: { require: 'readonly', exports: 'readonly' } },
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  {
    files: ['**/*.spec.ts', 'test/**/*.ts'],
    rules: { 'max-lines-per-function': 'off', 'max-lines': ['error', { max: 500 }] },
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
      'boundaries/elements': [{ type: 'room', pattern: 'src/*', partialMatch: false, capture: ['room'] }],
      'import/resolver': { './.ci/source-resolver.cjs': {} },
    },
    rules: {
      'boundaries/dependencies': [
        'error',
        {
          default: 'disallow',
          message: 'The room {{from.element.captured.room}} may not use {{to.element.captured.room}} (ARROWS).',
          policies: arrowPolicies,
        },
      ],
    },
  },
  {
    files: ['src/*/**/*.ts'],
    ignores: ['src/launch/**', '**/*.spec.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ regex: '^\\.\\./[\\w-]+\\.js$', message: 'Files directly in src/ put the rooms together.' }] },
      ],
    },
  },
  {
    // Web UIs see the server's contracts and nothing else of it, and only their types: no zod in a bundle.
    files: ['{ui-kit,kiosk-ui,display-ui,booking-ui,desk-ui}/**/*.{ts,tsx}'],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', onlyContracts] },
  },
);
