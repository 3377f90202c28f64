import type { StaffBooking } from '../../src/bookings/bookings.contract.js';
import { ourLanguage, textOf, type Language } from '../../ui-kit/catalogue.js';
import { QrCode } from '../../ui-kit/components/qr-code.js';
import { dayAndTimeOf } from '../../ui-kit/format.js';
import { isRemote } from '../state/booking-rules.js';
import { documentsFor, office, services } from '../state/office.js';
import { bookingFormTexts as t } from '../texts/booking-form.texts.js';

/**
 * A booking on 80 mm paper, in the office's language and the visitor's. No name, contact or note: the paper lies about.
 */
export function PaperBooking({ booking }: { booking: StaffBooking }) {
  const wanted = [office.value?.languages[0] ?? 'it', booking.contact.language].flatMap(
    (tag) => ourLanguage(tag) ?? [],
  );
  const languages = wanted.filter((language, index) => wanted.indexOf(language) === index);
  const { street, locality } = booking.address;
  return (
    <section class="paper paper-booking" aria-hidden="true">
      <p lang={languages[0]}>{textOf(office.value?.name ?? '', languages[0]).text}</p>
      <p>
        {street}, {locality}
      </p>
      {languages.map((language) => (
        <BookingIn key={language} booking={booking} language={language} />
      ))}
      {!isRemote(booking) && (
        <>
          <p class="paper-code">{booking.code}</p>
          <QrCode value={booking.code} label="" />
        </>
      )}
    </section>
  );
}

function BookingIn({ booking, language }: { booking: StaffBooking; language: Language }) {
  const codes = [booking.service, ...booking.extraServices];
  const documents = documentsFor(codes, language);
  return (
    <div lang={language}>
      <p class="paper-when">
        {t('paperTitle', {}, language)}: {dayAndTimeOf(booking.start, language)}
      </p>
      <p>{codes.map((code) => nameIn(code, language)).join(' + ')}</p>
      {documents.length > 0 && (
        <>
          <p>{t('paperDocuments', {}, language)}:</p>
          <ul>
            {documents.map(({ text, lang }) => (
              <li key={text} lang={lang}>
                {text}
              </li>
            ))}
          </ul>
        </>
      )}
      <p>{isRemote(booking) ? t('remoteHint', {}, language) : t('paperCode', {}, language)}</p>
    </div>
  );
}

function nameIn(code: string, language: Language): string {
  const service = services.value.find((one) => one.code === code);
  return service === undefined ? code : textOf(service.name, language).text;
}
