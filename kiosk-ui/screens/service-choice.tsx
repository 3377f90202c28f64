import { useState } from 'preact/hooks';
import type { ServiceItem } from '../../src/directory/directory.contract.js';
import { TextOf } from '../../ui-kit/components/directory-text.js';
import { Icon } from '../../ui-kit/components/icon.js';
import { canTake, chooseService, reachable, services } from '../kiosk-store.js';
import { t } from '../texts.js';

const PER_PAGE = 12;
const PER_PAGE_REACHABLE = 6;

/** What a visitor comes for: large tiles with a line of explanation each. */
export function ServiceChoice() {
  const [page, setPage] = useState(0);
  const perPage = reachable.value ? PER_PAGE_REACHABLE : PER_PAGE;
  const pages = Math.max(1, Math.ceil(services.value.length / perPage));
  const shown = Math.min(page, pages - 1);
  return (
    <>
      <h1>{t('chooseService')}</h1>
      <p class="lead-line">{t('oneTicket')}</p>
      <ul class="tiles">
        {services.value.slice(shown * perPage, (shown + 1) * perPage).map((service) => (
          <li key={service.code}>
            <Tile service={service} />
          </li>
        ))}
      </ul>
      {pages > 1 ? (
        <nav class="pages" aria-label={t('chooseService')}>
          <button type="button" class="kit-button" disabled={shown === 0} onClick={() => setPage(shown - 1)}>
            <Icon name="arrow-up" /> {t('previous')}
          </button>
          <span>
            {shown + 1} / {pages}
          </span>
          <button type="button" class="kit-button" disabled={shown === pages - 1} onClick={() => setPage(shown + 1)}>
            <Icon name="arrow-down" /> {t('more')}
          </button>
        </nav>
      ) : null}
    </>
  );
}

function Tile({ service }: { service: ServiceItem }) {
  const possible = canTake(service);
  return (
    <button type="button" class={`tile ${possible ? '' : 'tile-not-now'}`} onClick={() => chooseService(service)}>
      <Icon name={service.icon} size="2.4em" />
      <span class="tile-text">
        <span class="tile-name">
          <TextOf text={service.name} />
        </span>
        <span class="tile-line">
          {possible ? <TextOf text={service.description} /> : <strong>{reasonOf(service)}</strong>}
        </span>
      </span>
    </button>
  );
}

function reasonOf(service: ServiceItem): string {
  return service.walkIn ? t('noTicketsNow') : service.bookable ? t('appointmentOnly') : t('askAtDesk');
}
