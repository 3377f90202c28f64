import type { OfficeDetail } from '../../src/directory/directory.contract.js';
import { LANGUAGE_NAMES, type Language } from '../../ui-kit/catalogue.js';
import { officeNow } from '../../ui-kit/api.js';
import { TextOf } from '../../ui-kit/components/directory-text.js';
import { Icon } from '../../ui-kit/components/icon.js';
import { soonOf, timeOf } from '../../ui-kit/format.js';
import { words } from '../../ui-kit/words.js';
import { t } from '../texts.js';

/** Open or closed now and until when, today's hours, and who can be spoken to in which language. */
export function OpenState({ office }: { office: OfficeDetail }) {
  const { open, attended, closedBecause, today, ticketsOpen } = office;
  const spoken = office.languagesNow.map((tag) => LANGUAGE_NAMES[tag as Language] ?? tag);
  return (
    <div class={`state ${open ? 'state-open' : 'state-closed'}`}>
      <p>
        <Icon name={open ? 'check' : 'clock'} />
        <strong>{open ? openLine(office) : t('closedNow')}</strong>
        {open ? null : <span>{reopening(office)}</span>}
      </p>
      {closedBecause === null ? null : (
        <p>
          <TextOf text={closedBecause} />
        </p>
      )}
      {today.length === 0 ? null : (
        <p>{t('todayHours', { hours: today.map(({ from, to }) => `${timeOf(from)}–${timeOf(to)}`).join(', ') })}</p>
      )}
      {open && !attended ? <p>{words('opensLate')}</p> : null}
      {open && !ticketsOpen ? <p>{t('noMoreNumbers')}</p> : null}
      {!open || spoken.length === 0 ? null : <p>{t('spokenNow', { list: spoken.join(', ') })}</p>}
    </div>
  );
}

function openLine({ openUntil }: OfficeDetail): string {
  return openUntil === null ? t('openNow') : t('openNowUntil', { time: timeOf(openUntil) });
}

function reopening({ nextOpening }: OfficeDetail): string {
  if (nextOpening === null) return t('noOpening');
  return t('reopens', { time: soonOf(nextOpening, officeNow().slice(0, 10)) });
}
