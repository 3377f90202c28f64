import type { StaffTicket } from '../../src/queue/queue.contract.js';
import { Icon } from '../../ui-kit/components/icon.js';
import { timeOf } from '../../ui-kit/format.js';
import { nameOf } from '../state/booking-rules.js';
import { minutesSince, myCounter, myTicket, nextForMe } from '../state/desk.js';
import { municipalityName, office, priorityName, serviceName } from '../state/office.js';
import { earlierToday } from '../state/visitor.js';
import { languageName } from '../texts/alerts.js';
import { answersInWords } from '../texts/answers.js';
import { eventText } from '../texts/events.js';
import { workTexts as t } from '../texts/work.texts.js';
import { Facts, type Fact } from './facts.js';
import { TicketTags } from './ticket-tags.js';

/** Who is at my counter, and everything that is known for the talk. */
export function CurrentVisitor() {
  const ticket = myTicket.value;
  return (
    <section class="card visitor" aria-labelledby="visitor-title">
      <h1 id="visitor-title" class="visually-hidden">
        {t('visitorTitle')}
      </h1>
      {ticket === null ? <NobodyHere /> : <Visitor ticket={ticket} />}
    </section>
  );
}

function NobodyHere() {
  const next = nextForMe.value;
  if (myCounter.value?.state === 'paused') return <p class="visitor-empty">{t('onBreak')}</p>;
  if (next === null) return <p class="visitor-empty">{t('nobodyWaits')}</p>;
  return (
    <div class="visitor-empty">
      <p class="soft">{t('nextIs')}</p>
      <p class="visitor-next">
        <strong class="number">{next.number}</strong> {serviceName(next.service)}
      </p>
      <TicketTags ticket={next} />
    </div>
  );
}

function Visitor({ ticket }: { ticket: StaffTicket }) {
  return (
    <>
      <div class="visitor-head">
        <p class="visitor-number number">{ticket.number}</p>
        <div>
          <p class="visitor-status">{statusText(ticket)}</p>
          {ticket.mode !== 'desk' && (
            <p class="visitor-remote">
              <Icon name="phone" size={20} /> {t(ticket.mode === 'phone' ? 'remotePhone' : 'remoteVideo')}
            </p>
          )}
          <p class="visitor-service">{serviceName(ticket.service)}</p>
        </div>
      </div>
      <VisitorFacts ticket={ticket} />
      <Story ticket={ticket} />
    </>
  );
}

function VisitorFacts({ ticket }: { ticket: StaffTicket }) {
  const { municipality, language, needsLanguage, priority, people, extraServices } = ticket;
  const facts: Fact[] = [
    ...bookingFacts(ticket),
    [t('cameAt'), t('cameAtSince', { time: timeOf(ticket.issuedAt), n: waitedMinutes(ticket) })],
    [t('municipality'), municipality === null ? t('askMunicipality') : municipalityName(municipality)],
    [t('language'), languageName(language)],
    [t('needsLanguage'), needsLanguage === null ? null : languageName(needsLanguage)],
    [t('priority'), priority === null ? null : priorityName(priority)],
    [t('peopleLabel'), people > 1 ? String(people) : null],
    [t('extrasLabel'), extraServices.length === 0 ? null : extraServices.map(serviceName).join(' · ')],
  ];
  return <Facts facts={facts} />;
}

/** Who booked, and what they said when they did. */
function bookingFacts({ booking, slotStart, mode, service, extraServices }: StaffTicket): Fact[] {
  if (booking === null) return [];
  return [
    [t('bookedName'), nameOf(booking)],
    [t('bookedFor'), slotStart === null ? null : timeOf(slotStart)],
    [mode === 'desk' ? t('phone') : t('phoneToCall'), booking.phone],
    [t('bookedNotes'), booking.notes],
    ...answersInWords([service, ...extraServices], booking.fields),
  ];
}

function statusText(ticket: StaffTicket): string {
  if (ticket.status === 'serving') {
    return t('servingSince', { n: minutesSince(ticket.serviceStartedAt ?? ticket.lastCalledAt ?? ticket.issuedAt) });
  }
  const most = office.value?.recallsBeforeNoShow ?? 0;
  const calls = ticket.recalls === 0 ? t('calledAt', { time: timeOf(ticket.lastCalledAt ?? ticket.issuedAt) }) : '';
  return calls === '' ? t('recalledTimes', { n: ticket.recalls, most }) : calls;
}

// A wait ends with the first call: what comes after is walking and service.
function waitedMinutes({ issuedAt, calledAt }: StaffTicket): number {
  if (calledAt === null) return minutesSince(issuedAt);
  return Math.max(0, Math.round((Date.parse(calledAt) - Date.parse(issuedAt)) / 60_000));
}

/** Notes and earlier sessions today, so that nobody has to tell a story twice. */
function Story({ ticket }: { ticket: StaffTicket }) {
  const earlier = earlierToday.value;
  if (ticket.notes.length === 0 && earlier.length === 0) return null;
  return (
    <div class="story" tabIndex={0} role="group" aria-label={t('story')}>
      {ticket.notes.map((note) => (
        <p class="note" key={note.at}>
          <strong>{note.by ?? t('somebody')}</strong> {timeOf(note.at)}: {note.text}
        </p>
      ))}
      {earlier.map((event) => (
        <p class="soft" key={event.revision}>
          {eventText(event)}
        </p>
      ))}
    </div>
  );
}
