import type { ServiceItem } from '../../src/directory/directory.contract.js';
import { Alert } from '../../ui-kit/components/notices.js';
import { directory, municipality, municipalityName, office } from './choice.js';
import { p } from './problem-texts.js';

/** A service that cannot be booked here says why, and what to do instead. */
export function Instead({ service }: { service: ServiceItem }) {
  const of = municipality.value;
  const elsewhere = of !== null && !service.municipalities.includes(of.code);
  return (
    <Alert kind="warning">
      {elsewhere ? <p>{p('notForMunicipality', { municipality: municipalityName(of) })}</p> : null}
      <p>{elsewhere ? p('forMunicipalities', { list: namesOf(service.municipalities) }) : wayOn(service)}</p>
      <a href={`/?office=${office.value?.detail.slug ?? ''}&service=${service.code}`}>{p('seeHours')}</a>
    </Alert>
  );
}

function wayOn({ walkIn }: ServiceItem): string {
  return walkIn ? p('walkInInstead') : p('askInstead');
}

function namesOf(codes: readonly string[]): string {
  const known = directory.value?.municipalities ?? [];
  return known
    .filter(({ code }) => codes.includes(code))
    .map(municipalityName)
    .join(', ');
}
