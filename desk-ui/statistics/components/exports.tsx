import { exportLink } from '../state/period.js';
import type { PeriodWish } from '../state/wanted.js';
import { periodTexts as t } from '../texts/period.texts.js';

/** Links to the figures on the screen as files. */
export function Exports({ wish }: { wish: PeriodWish }) {
  return (
    <nav class="exports" aria-label={t('exports')}>
      {(['csv', 'xlsx'] as const).map((ending) => (
        <a key={ending} class="kit-button" href={exportLink(wish, ending)} download>
          {t(ending)}
        </a>
      ))}
    </nav>
  );
}
