import { signal } from '@preact/signals';

/** Languages that every text of ours exists in. Italian is the type: a key missing elsewhere fails the build. */
export const LANGUAGES = ['it', 'zh-Hans', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** How each language calls itself; languages are never shown as flags. */
export const LANGUAGE_NAMES: Record<Language, string> = { it: 'Italiano', 'zh-Hans': '中文', en: 'English' };

/** The language of this page. */
export const language = signal<Language>('it');

/** Changes the page's language, and the document's with it, so that screen readers and fonts follow. */
export function setLanguage(next: Language): void {
  language.value = next;
  document.documentElement.lang = next;
}

/** Our language for a tag as browsers and the directory write it; null for one that we have no texts in. */
export function ourLanguage(tag: string): Language | null {
  if (/^zh/i.test(tag)) return 'zh-Hans';
  return LANGUAGES.find((known) => tag.toLowerCase().startsWith(known)) ?? null;
}

/** The first language of the browser that we speak, else Italian. */
export function browserLanguage(): Language {
  for (const tag of navigator.languages) {
    const ours = ourLanguage(tag);
    if (ours !== null) return ours;
  }
  return 'it';
}

type Values = Record<string, string | number>;
/** A text, or one per plural form of `{n}`. */
type Text = string | { readonly one: string; readonly other: string };

/** The names between braces: `Placeholders<'Davanti a te: {n}'>` is `'n'`. */
type Placeholders<T> = T extends string
  ? T extends `${string}{${infer Name}}${infer Rest}`
    ? Name | Placeholders<Rest>
    : never
  : { [Form in keyof T]: Placeholders<T[Form]> }[keyof T];

/** Every key of the Italian texts, and no placeholder that the Italian text has not. */
type Translation<C, Other> = {
  readonly [Key in keyof C]: Key extends keyof Other
    ? Placeholders<Other[Key]> extends Placeholders<C[Key]>
      ? Text
      : never
    : Text;
};

/** What follows the key: values for its placeholders, where it has some, and another language than the page's. */
type Rest<T> = [Placeholders<T>] extends [never]
  ? [values?: Readonly<Record<never, never>>, inLanguage?: Language]
  : [values: Readonly<Record<Placeholders<T>, string | number>>, inLanguage?: Language];

/** A function that gives a text of the catalogue in the page's language (or another one). */
export type Translate<C> = <Key extends keyof C & string>(key: Key, ...rest: Rest<C[Key]>) => string;

/**
 * Makes a catalogue: `const t = defineCatalogue(it, { 'zh-Hans': …, en: … })`, then `t('key', { n: 3 })`. Texts hold
 * `{name}` where values go; a text of two forms is chosen by `n`. A missing key or value and an unknown placeholder do
 * not compile, so they fail the build. A component that calls `t` re-renders when the language changes.
 */
export function defineCatalogue<
  const C extends Readonly<Record<string, Text>>,
  const ZH extends Readonly<Record<keyof C, Text>>,
  const EN extends Readonly<Record<keyof C, Text>>,
>(
  it: C,
  others: { 'zh-Hans': ZH & Translation<C, ZH> & Surplus<C, ZH>; en: EN & Translation<C, EN> & Surplus<C, EN> },
): Translate<C> {
  const all: Record<Language, Readonly<Record<string, Text>>> = { it, ...others };
  return (key, ...[values, inLanguage = language.value]) => fill(all[inLanguage][key] ?? key, values ?? {}, inLanguage);
}

/** Refuses keys that the Italian texts have not: a renamed text leaves no orphans. */
type Surplus<C, Other> = Readonly<Record<Exclude<keyof Other, keyof C>, never>>;

function fill(text: Text, values: Values, inLanguage: Language): string {
  const form = typeof text === 'string' ? text : text[pluralOf(Number(values['n']), inLanguage)];
  return form.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

function pluralOf(n: number, inLanguage: Language): 'one' | 'other' {
  return new Intl.PluralRules(inLanguage).select(n) === 'one' ? 'one' : 'other';
}

/** A text of the directory: a string (already chosen by the server), or a map of all languages. */
export type DirectoryText = string | Readonly<Record<string, string>>;

/** A directory's text in the page's language, with the language that it really is in (for `lang`). */
export function textOf(text: DirectoryText, inLanguage: Language = language.value): { text: string; lang: string } {
  if (typeof text === 'string') return { text, lang: inLanguage };
  for (const lang of [inLanguage, ...LANGUAGES, ...Object.keys(text)]) {
    const found = text[lang];
    if (found !== undefined) return { text: found, lang };
  }
  return { text: '', lang: inLanguage };
}
