import { useState } from 'preact/hooks';
import type { Booking } from '../../src/bookings/bookings.contract.js';
import { language } from '../../ui-kit/catalogue.js';
import { Button } from '../../ui-kit/components/button.js';
import { Alert } from '../../ui-kit/components/notices.js';
import { dayAndTimeOf } from '../../ui-kit/format.js';
import { drawBooking } from './picture.js';
import { m } from './texts.js';
import { inWeChat } from './we-chat.js';

/** A picture of the appointment: downloaded, and shown to be held where there are no downloads. */
export function SavePicture({ booking }: { booking: Booking }) {
  const [drawn, setDrawn] = useState<{ of: string; url: string } | null>(null);
  const [failed, setFailed] = useState(false);
  // A picture of another time or in another language than what is shown would mislead.
  const current = `${booking.start} ${language.value}`;
  const draw = async () => {
    const url = await drawBooking(booking).catch(() => null);
    setFailed(url === null);
    if (url === null) return;
    setDrawn({ of: current, url });
    if (!inWeChat()) download(url, booking);
  };
  return (
    <>
      <Button onPress={draw}>{m('picture')}</Button>
      {failed ? <Alert kind="warning">{m('pictureFailed')}</Alert> : null}
      {drawn?.of === current ? <Drawn booking={booking} url={drawn.url} /> : null}
    </>
  );
}

function Drawn({ booking, url }: { booking: Booking; url: string }) {
  const alt = m('pictureOf', { when: dayAndTimeOf(booking.start), code: booking.code });
  return (
    <div class="manage-picture">
      <Alert kind="success">
        {m('pictureReady')} {m('pictureHold')}
      </Alert>
      <img src={url} alt={alt} />
      {inWeChat() ? null : (
        <a class="kit-button" href={url} download={fileName(booking)}>
          {m('pictureAgain')}
        </a>
      )}
    </div>
  );
}

function download(url: string, booking: Booking): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName(booking);
  link.click();
}

function fileName({ code, start }: Booking): string {
  return `sportello-${start.slice(0, 10)}-${code}.png`;
}
