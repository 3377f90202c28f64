import { municipality, municipalityName, office } from './choice.js';
import { change, draft } from './draft.js';
import { CheckField } from './fields.js';
import { b } from './texts.js';

/** The municipality's notice was read: no consent, and its version is recorded by the server. */
export function Privacy() {
  const of = municipality.value;
  if (of === null) return null;
  const link = of.footer.privacy;
  return (
    <div class="privacy">
      {link !== null && /^https?:/i.test(link) ? (
        <p>
          <a href={link} target="_blank" rel="noopener noreferrer">
            {b('privacyOf', { name: municipalityName(of) })}
          </a>{' '}
          <small>
            ({of.privacyVersion === '' ? '' : `${b('privacyVersion', { version: of.privacyVersion })}, `}
            {b('newTab')})
          </small>
        </p>
      ) : (
        <ShortNotice name={municipalityName(of)} />
      )}
      <CheckField
        field="privacyAccepted"
        label={b('privacyRead')}
        required
        checked={draft.value.privacyRead}
        onChange={(privacyRead) => change({ privacyRead })}
      />
    </div>
  );
}

// A municipality that has given no link yet: what is true of every booking, said here.
function ShortNotice({ name }: { name: string }) {
  const days = office.value?.detail.booking.contactRetentionDays ?? 0;
  return (
    <details>
      <summary>{b('privacyShort')}</summary>
      <p>{b('privacyWhat')}</p>
      <p>{b('privacyWho', { name })}</p>
      <p>{b('privacyHowLong', { n: days })}</p>
    </details>
  );
}
