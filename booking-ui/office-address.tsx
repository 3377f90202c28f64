import type { Address } from '../src/directory/directory.contract.js';
import { Icon } from '../ui-kit/components/icon.js';
import { mapLink } from './map-link.js';
import { t } from './texts.js';

/** Where an office is, as an Italian letter writes it, and the way to a map. */
export function OfficeAddress({ address }: { address: Address }) {
  return (
    <>
      <address lang="it">
        {address.street}
        <br />
        {address.locality} ({address.province})
      </address>
      <a class="kit-button" href={mapLink(address)} rel="noopener noreferrer">
        <Icon name="pin" /> {t('map')}
      </a>
    </>
  );
}
