import { QrCode } from '../../ui-kit/components/qr-code.js';
import { status } from '../../ui-kit/status.js';
import { t } from '../texts.js';
import { InThree } from './in-three.js';

/** The way on by phone: the desk's page, with the service that was asked for. */
export function PortalCode({ service, inThree = false }: { service?: string; inThree?: boolean }) {
  const url = new URL(
    service === undefined ? '/' : `/?service=${service}`,
    status.value?.publicUrl ?? location.origin,
  ).toString();
  return (
    <figure class="portal-code">
      <QrCode value={url} label={t('bookOnline')} />
      <figcaption>
        {inThree ? <InThree text={(language) => t('bookOnline', {}, language)} /> : t('bookOnline')}
      </figcaption>
    </figure>
  );
}
