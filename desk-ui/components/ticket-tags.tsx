import type { StaffTicket } from '../../src/queue/queue.contract.js';
import { officeClock } from '../../ui-kit/office-clock.js';
import { timeOf } from '../../ui-kit/format.js';
import { nameOf } from '../state/booking-rules.js';
import { municipalityName, priorityName, serviceName } from '../state/office.js';
import { languageName } from '../texts/alerts.js';
import { bookedAtText, reasonText } from '../texts/reasons.js';
import { workTexts as t } from '../texts/work.texts.js';

/** What an operator should know of a ticket besides number and service, as short words. */
export function TicketTags({ ticket, full = false }: { ticket: StaffTicket; full?: boolean }) {
  const { needsLanguage, municipality, people, extraServices, wantedCounter } = ticket;
  return (
    <span class="tags">
      {!full && <span>{reasonText(ticket)}</span>}
      {ticket.booking !== null && <span class="tag-strong">{nameOf(ticket.booking) || t('noName')}</span>}
      {full && ticket.slotStart !== null && <span>{bookedAtText(ticket.slotStart)}</span>}
      <span>{municipality === null ? t('municipalityUnknown') : municipalityName(municipality)}</span>
      {(full || ticket.language !== 'it') && <span lang={ticket.language}>{languageName(ticket.language)}</span>}
      {needsLanguage !== null && (
        <span class="tag-strong">{t('needs', { language: languageName(needsLanguage) })}</span>
      )}
      {full && ticket.priority !== null && <span class="tag-strong">{priorityName(ticket.priority)}</span>}
      {people > 1 && <span>{t('people', { n: people })}</span>}
      {extraServices.length > 0 && (
        <span>{full ? extraServices.map(serviceName).join(' · ') : t('extras', { n: extraServices.length })}</span>
      )}
      {wantedCounter !== null && <span class="tag-strong">{t('toCounter', { counter: wantedCounter })}</span>}
      <NotYet ticket={ticket} />
    </span>
  );
}

function NotYet({ ticket: { notBefore } }: { ticket: StaffTicket }) {
  if (notBefore === null || Date.parse(notBefore) <= Date.parse(officeClock.value)) return null;
  return <span>{t('notBefore', { time: timeOf(notBefore) })}</span>;
}
