import { useEffect } from 'preact/hooks';
import { textOf } from '../../../ui-kit/catalogue.js';
import { dayAndTimeOf } from '../../../ui-kit/format.js';
import { officeClock } from '../../../ui-kit/office-clock.js';
import { office } from '../../state/office.js';
import { paper } from '../../state/paper.js';
import { statisticsTexts as t } from '../texts/statistics.texts.js';

/** Prints what the screen shows on A4. */
export function printSheet(): void {
  // A ticket that was printed before still lies in the printer's layout.
  paper.value = null;
  requestAnimationFrame(() => window.print());
}

/**
 * Lets the browser's own print, by whichever way it is asked for, show the figures instead of a ticket: the desk's paper
 * is 80 mm wide, and only a later rule for the page undoes that.
 */
export function usePaperForFigures(): void {
  useEffect(() => {
    const size = document.createElement('style');
    size.textContent = '@page { size: A4; margin: 12mm }';
    const before = () => {
      if (paper.peek() !== null) return;
      document.documentElement.setAttribute('data-sheet', '');
      document.head.append(size);
    };
    const after = () => {
      document.documentElement.removeAttribute('data-sheet');
      size.remove();
    };
    window.addEventListener('beforeprint', before);
    window.addEventListener('afterprint', after);
    return () => {
      after();
      window.removeEventListener('beforeprint', before);
      window.removeEventListener('afterprint', after);
    };
  }, []);
}

/** The head of the printed sheet: office, what it is about, when it was printed. Not on the screen. */
export function SheetHead({ title, subject }: { title: string; subject: string }) {
  const name = textOf(office.value?.name ?? '');
  return (
    <header class="sheet-head">
      <p class="sheet-office" lang={name.lang}>
        {name.text}
      </p>
      <p>
        <strong>{title}</strong> · {subject}
      </p>
      <p>{t('printedAt', { time: dayAndTimeOf(officeClock.value) })}</p>
    </header>
  );
}
