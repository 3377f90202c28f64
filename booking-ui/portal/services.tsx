import { useEffect } from 'preact/hooks';
import type { ServiceItem } from '../../src/directory/directory.contract.js';
import { language, textOf } from '../../ui-kit/catalogue.js';
import { TextOf } from '../../ui-kit/components/directory-text.js';
import { Icon } from '../../ui-kit/components/icon.js';
import { words } from '../../ui-kit/words.js';
import { t } from '../texts.js';
import { askedMunicipality, desk } from './portal-store.js';

/** Every service with what it is, for whom, what to bring, what it costs; `?service=` opens that one. */
export function Services() {
  const asked = new URLSearchParams(location.search).get('service');
  useEffect(() => {
    if (asked === null) return;
    const summary = document.getElementById(`service-${asked}`)?.querySelector('summary');
    summary?.scrollIntoView();
    summary?.focus({ preventScroll: true });
  }, []);
  return (
    <section class="card">
      <h2>{t('services')}</h2>
      <ul class="services">
        {desk.value?.services.map((service) => (
          <li key={service.code}>
            <details id={`service-${service.code}`} open={service.code === asked}>
              <summary>
                <Icon name={service.icon} size="1.8em" />
                <span>
                  <h3 data-element="service-title">
                    <TextOf text={service.name} />
                  </h3>
                  <small>
                    <TextOf text={service.description} />
                  </small>
                </span>
              </summary>
              <Details service={service} />
              {service.bookable ? <Book service={service} /> : null}
            </details>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The way into the booking, with all that is known already. */
function Book({ service }: { service: ServiceItem }) {
  const page = desk.value;
  if (page === null) return null;
  const query = new URLSearchParams({ service: service.code, office: page.office.slug });
  const municipality = askedMunicipality(page)?.code ?? onlyOne(service.municipalities);
  if (municipality !== null) query.set('municipality', municipality);
  return (
    <a class="kit-button kit-button-primary book" href={`/book?${query}`} data-element="service-booking-access">
      <Icon name="calendar" /> {words('book')}
      <span class="visually-hidden">
        : <TextOf text={service.name} />
      </span>
    </a>
  );
}

function onlyOne(codes: readonly string[]): string | null {
  return codes.length === 1 ? (codes[0] ?? null) : null;
}

function Details({ service }: { service: ServiceItem }) {
  return (
    <dl>
      <dt>{t('howTo')}</dt>
      <dd>{howTo(service)}</dd>
      <dt>{t('bring')}</dt>
      <dd>
        {service.requiredDocuments.length === 0 ? (
          t('bringNothing')
        ) : (
          <ul>
            {service.requiredDocuments.map((document, index) => (
              <li key={index}>
                <TextOf text={document} />
              </li>
            ))}
          </ul>
        )}
      </dd>
      {service.costEuro === null ? null : (
        <>
          <dt>{t('cost')}</dt>
          <dd>{service.costEuro === 0 ? t('free') : t('euro', { amount: service.costEuro })}</dd>
        </>
      )}
      <dt>{t('duration')}</dt>
      <dd>{t('minutes', { n: service.durationMinutes })}</dd>
      <dt>{t('forWhom')}</dt>
      <dd>{service.audience.map((one) => (one === 'businesses' ? t('businesses') : t('citizens'))).join(', ')}</dd>
      <dt>{t('municipalities')}</dt>
      <dd>{service.municipalities.map(municipalityName).join(', ')}</dd>
    </dl>
  );
}

function howTo({ walkIn, bookable, prefix }: ServiceItem): string {
  if (!walkIn) return bookable ? t('byAppointment') : t('askDesk');
  return bookable ? `${t('orBook')} ${t('walkIn', { prefix })}` : t('walkIn', { prefix });
}

function municipalityName(code: string): string {
  const found = desk.value?.municipalities.find((one) => one.code === code);
  if (found === undefined) return code;
  return language.value === 'zh-Hans' ? `${textOf(found.localName).text}（${found.name}）` : found.name;
}
