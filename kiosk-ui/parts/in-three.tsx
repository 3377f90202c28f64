import { LANGUAGES, type Language } from '../../ui-kit/catalogue.js';

/** One sentence in each language, for screens that do not know yet who reads them; the same text is shown once. */
export function InThree({ text }: { text: (language: Language) => string }) {
  const lines = LANGUAGES.map((language) => ({ language, line: text(language) }));
  return lines
    .filter(({ line }, index) => lines.findIndex((other) => other.line === line) === index)
    .map(({ language, line }) => (
      <p key={language} lang={language}>
        {line}
      </p>
    ));
}
