import type { Language } from '../../ui-kit/catalogue.js';
import { QrCode } from '../../ui-kit/components/qr-code.js';
import { status } from '../../ui-kit/status.js';
import { appointmentWords } from '../appointment-texts.js';
import { choice, office } from '../kiosk-store.js';
import { portalAddress } from '../portal-address.js';
import { t } from '../texts.js';
import { InThree } from './in-three.js';
import { Said } from './said.js';

type Props = { service?: string; book?: boolean; inThree?: boolean };

/** The way on by phone: the desk's page, or booking, with the service and municipality that were chosen here. */
export function PortalCode({ service, book = false, inThree = false }: Props) {
  const url = portalAddress(status.value?.publicUrl ?? location.origin, {
    book,
    office: office.value?.slug ?? null,
    service: service ?? null,
    municipality: choice.value.municipality,
  });
  const label = (language?: Language) =>
    book ? appointmentWords('bookOnPhone', {}, language) : t('bookOnline', {}, language);
  return (
    <figure class="portal-code">
      <QrCode value={url} label={label()} />
      <figcaption>{inThree ? <InThree text={label} /> : <Said text={label} />}</figcaption>
    </figure>
  );
}
