import type { Municipality } from '../src/directory/directory.contract.js';
import { language, textOf } from '../ui-kit/catalogue.js';
import { municipalityOfPage } from './municipality-of-page.js';
import { t } from './texts.js';

/** Links that Italian municipal sites mark for their validator. One that the municipality has not given is not shown. */
const LINKS = [
  ['privacy', 'privacy', 'privacy-policy-link'],
  ['accessibilityStatement', 'accessibility', 'accessibility-link'],
  ['legalNotes', 'legal', 'legal-notes'],
  ['faq', 'faq', 'faq'],
  ['reportFault', 'report', 'report-inefficiency'],
] as const;

/** The foot of the page's municipality; nothing until one is known. */
export function FooterLinks() {
  const municipality = municipalityOfPage.value;
  if (municipality === null) return null;
  return (
    <>
      <p class="municipality">{t('footerOf', { name: nameOf(municipality) })}</p>
      {LINKS.map(([key, text, element]) => {
        const href = municipality.footer[key];
        return href === null || !/^https?:/i.test(href) ? null : (
          <a key={key} href={href} data-element={element}>
            {t(text)}
          </a>
        );
      })}
    </>
  );
}

function nameOf({ name, localName }: Municipality): string {
  return language.value === 'zh-Hans' ? textOf(localName).text : name;
}
