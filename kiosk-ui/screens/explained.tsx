import { Dialog } from '../../ui-kit/components/dialog.js';
import { TextOf } from '../../ui-kit/components/directory-text.js';
import { textOf } from '../../ui-kit/catalogue.js';
import { words } from '../../ui-kit/words.js';
import { explained } from '../kiosk-store.js';
import { PortalCode } from '../parts/portal-code.js';
import { t } from '../texts.js';

/** A tile that gives no ticket now says why, and where to go instead. */
export function Explained() {
  const service = explained.value;
  if (service === null) return null;
  const close = () => (explained.value = null);
  return (
    <Dialog title={textOf(service.name).text} onClose={close} class="kiosk-dialog">
      <p>
        <TextOf text={service.description} />
      </p>
      <p>
        <strong>{service.walkIn ? t('noTicketsNow') : service.bookable ? t('appointmentWay') : t('askAtDesk')}</strong>
      </p>
      <PortalCode service={service.code} book={service.bookable} />
      <button type="button" class="kit-button kit-button-primary" autofocus onClick={close}>
        {words('close')}
      </button>
    </Dialog>
  );
}
