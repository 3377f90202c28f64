// Never run: `tsc -p ui-kit` fails here when a catalogue would let a wrong text pass.
import { defineCatalogue } from './catalogue.js';
const t = defineCatalogue(
  { a: 'Davanti a te: {n}', b: 'Ciao', c: { one: '{n} persona', other: '{n} persone' } },
  {
    'zh-Hans': { a: '{n} 位', b: '您好', c: '{n} 位' },
    en: { a: '{n} before', b: 'Hi', c: { one: '{n} person', other: '{n} people' } },
  },
);
t('a', { n: 1 });
t('b');
t('c', { n: 2 });
t('a', { n: 3 }, 'it');
t('b', {}, 'en');
// @ts-expect-error missing value
t('a');
// @ts-expect-error unknown key
t('z');
// @ts-expect-error wrong name
t('a', { m: 1 });
// @ts-expect-error missing key
defineCatalogue({ a: 'x {n}', b: 'y' }, { 'zh-Hans': { a: '{n}' }, en: { a: '{n}', b: 'y' } });
// @ts-expect-error unknown placeholder
defineCatalogue({ a: 'x {n}', b: 'y' }, { 'zh-Hans': { a: '{n}', b: 'y' }, en: { a: '{m}', b: 'y' } });
// @ts-expect-error surplus key
defineCatalogue({ a: 'x {n}', b: 'y' }, { 'zh-Hans': { a: '{n}', b: 'y' }, en: { a: '{n}', b: 'y', c: 'd' } });
