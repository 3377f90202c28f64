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
type Text = string | { one: string; other: string };
type Same<C> = { [K in keyof C]: Text };

/** A function that gives a text of the catalogue in the page's language (or another one). */
export type Translate<C> = (key: keyof C & string, values?: Values, inLanguage?: Language) => string;

/**
 * Makes a catalogue: `const t = defineCatalogue(it, { 'zh-Hans': …, en: … })`, then `t('key', { n: 3 })`. Texts hold
 * `{name}` where values go; a text of two forms is chosen by `n`.
 */
export function defineCatalogue<C extends Record<string, Text>>(
  it: C,
  others: Record<Exclude<Language, 'it'>, Same<C>>,
): Translate<C> {
  const all: Record<Language, Same<C>> = { it, ...others };
  return (key, values = {}, inLanguage = language.value) => fill(all[inLanguage][key], values, inLanguage);
}

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
