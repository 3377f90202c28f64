import type { ComponentChildren } from 'preact';
import { LANGUAGES, type Language } from '../../ui-kit/catalogue.js';
import { dayAndTimeOf, timeOf } from '../../ui-kit/format.js';
import { officeClock } from '../../ui-kit/office-clock.js';
import { words } from '../../ui-kit/words.js';
import { sound } from '../sound.js';
import { t } from '../texts.js';

/** Open, and nobody has been called yet. */
export function Welcome() {
  // What cannot be heard is not promised.
  const line = sound.value === 'ok' ? 'noCallsLine' : 'noCallsSilent';
  return <Quiet title={(tag) => t('noCalls', {}, tag)}>{(tag) => t(line, {}, tag)}</Quiet>;
}

/** Open by the clock, but nobody sits at a counter. */
export function LatePanel() {
  return <Quiet title={(tag) => words('opensLate', {}, tag)}>{(tag) => t('lateLine', {}, tag)}</Quiet>;
}

/** Nobody is called while the office is closed: when it opens again (an instant; null = not known). */
export function ClosedPanel({ next }: { next: string | null }) {
  return <Quiet title={(tag) => t('closed', {}, tag)}>{(tag) => (next === null ? null : reopening(next, tag))}</Quiet>;
}

function reopening(next: string, tag: Language): string {
  const isToday = next.startsWith(officeClock.value.slice(0, 10));
  return isToday ? t('opens', { time: timeOf(next) }, tag) : t('opensOn', { day: dayAndTimeOf(next, tag) }, tag);
}

type InEach = (language: Language) => ComponentChildren;

/** One heading and one line in each language, Italian first. */
function Quiet({ title, children }: { title: InEach; children: InEach }) {
  return (
    <section class="eye quiet">
      {LANGUAGES.map((tag, index) => {
        const Heading = index === 0 ? 'h1' : 'h2';
        return (
          <div key={tag} lang={tag}>
            <Heading>{title(tag)}</Heading>
            <p>{children(tag)}</p>
          </div>
        );
      })}
    </section>
  );
}
