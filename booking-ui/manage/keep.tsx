import type { Booking } from '../../src/bookings/bookings.contract.js';
import { Icon } from '../../ui-kit/components/icon.js';
import { Alert } from '../../ui-kit/components/notices.js';
import { CopyLink } from './copy-link.js';
import type { Phase } from './phase.js';
import { SavePicture } from './save-picture.js';
import { m } from './texts.js';
import { inWeChat } from './we-chat.js';

/** Ways to keep the appointment: messages, calendar, picture, link. A request is not an appointment: its link only. */
export function Keep({ booking, phase }: { booking: Booking; phase: Phase }) {
  const { emailTo } = booking;
  return (
    <section class="card" aria-labelledby="keep">
      <h2 id="keep">{phase === 'confirmed' ? m('keepTitle') : m('keepRequest')}</h2>
      {emailTo === null ? (
        <Alert kind="warning">{m('noEmails')}</Alert>
      ) : (
        <p class="manage-email">{m('emailsTo', { email: emailTo })}</p>
      )}
      <div class="manage-keep">
        {phase === 'confirmed' ? (
          <>
            <Calendar booking={booking} />
            <SavePicture booking={booking} />
          </>
        ) : null}
        <CopyLink link={booking.links.manage} />
      </div>
    </section>
  );
}

// On the host that this page came from: it is the one that surely answers.
function Calendar({ booking: { links } }: { booking: Booking }) {
  if (inWeChat()) return <p class="manage-hint">{m('calendarHint')}</p>;
  return (
    <a class="kit-button" href={new URL(links.calendar, location.href).pathname} download>
      <Icon name="calendar" /> {m('calendar')}
    </a>
  );
}
