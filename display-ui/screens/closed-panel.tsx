import { LANGUAGES } from '../../ui-kit/catalogue.js';
import { dayAndTimeOf } from '../../ui-kit/format.js';
import { office } from '../display-store.js';
import { t } from '../texts.js';

/** Nobody is called while the office is closed: when it opens again. */
export function ClosedPanel() {
  const next = office.value?.nextOpening ?? null;
  return (
    <section class="large-call welcome">
      {LANGUAGES.map((language, index) => {
        const Heading = index === 0 ? 'h1' : 'p';
        return (
          <div key={language} lang={language}>
            <Heading class="closed-title">{t('closed', {}, language)}</Heading>
            {next === null ? null : <p>{t('opens', { time: dayAndTimeOf(next, language) }, language)}</p>}
          </div>
        );
      })}
    </section>
  );
}
