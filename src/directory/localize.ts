import type { LocalizedText, TextByLanguage } from '../http/conventions.contract.js';

/** A text in one language; `fellBack` when it is not the language that was asked for first. */
export type Localized = { text: string; language: string; fellBack: boolean };

/** Which texts a caller wants: ordered language tags (none = the office's first), or all of them as a map. */
export type Wanted = { readonly languages: readonly string[]; readonly all: boolean };

/**
 * A text in the first of `languages` that it has, else in the office's languages in their order.
 *
 * @param languages what was asked for, best first, as `parseAcceptLanguage` gives them
 */
export function localize(
  text: Readonly<TextByLanguage>,
  languages: readonly string[],
  officeLanguages: readonly string[],
): Localized {
  const order = [...languages, ...officeLanguages, ...Object.keys(text)];
  const language = order.find((tag) => text[tag] !== undefined) ?? '';
  const asked = languages[0] ?? officeLanguages[0];
  return { text: text[language] ?? '', language, fellBack: language !== asked };
}

type LocalizedField<F extends string> = Record<F, LocalizedText> & { [K in `${F}Language`]?: string };

/** A field as the API answers it: `{ name }`, with `nameLanguage` when it fell back, or a map of all languages. */
export function localizedField<F extends string>(
  field: F,
  text: Readonly<TextByLanguage>,
  wanted: Wanted,
  officeLanguages: readonly string[],
): LocalizedField<F> {
  if (wanted.all) return { [field]: { ...text } } as LocalizedField<F>;
  const found = localize(text, wanted.languages, officeLanguages);
  const language = found.fellBack ? { [`${field}Language`]: found.language } : {};
  return { [field]: found.text, ...language } as LocalizedField<F>;
}

/** A text where the answer has no room to say that it fell back: in lists of texts, and where null is possible. */
export function localizedText(
  text: Readonly<TextByLanguage>,
  wanted: Wanted,
  officeLanguages: readonly string[],
): LocalizedText {
  return wanted.all ? { ...text } : localize(text, wanted.languages, officeLanguages).text;
}

/**
 * Tags of an `Accept-Language` header, best first, without regions: `en-GB` is `en` here, and every Chinese is
 * `zh-Hans`, the one that our texts are written in.
 */
export function parseAcceptLanguage(header: string): string[] {
  const weighted = header.split(',').flatMap((part) => {
    const [tag = '', ...params] = part.split(';').map((piece) => piece.trim());
    const quality = Number(params.find((param) => /^q=/i.test(param))?.slice(2) ?? 1);
    const ours = ourTag(tag);
    return ours !== null && quality > 0 ? [{ ours, quality }] : [];
  });
  return [...new Set(weighted.sort((a, b) => b.quality - a.quality).map(({ ours }) => ours))];
}

function ourTag(tag: string): string | null {
  if (!/^[a-z]{2,3}(-[a-z0-9]{1,8})*$/i.test(tag)) return null;
  try {
    const { language, script } = new Intl.Locale(tag);
    if (language === 'zh') return 'zh-Hans';
    return script === undefined ? language : `${language}-${script}`;
  } catch {
    return null;
  }
}
