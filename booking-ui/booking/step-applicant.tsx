import { language } from '../../ui-kit/catalogue.js';
import { Alert } from '../../ui-kit/components/notices.js';
import { byRequest, messageLanguage, mode, office } from './choice.js';
import { change, draft, PHONE_PREFIXES } from './draft.js';
import { idOf, TextField } from './fields.js';
import { StepForm } from './frame.js';
import { Privacy } from './privacy.js';
import { contactNeeds, goOn } from './steps.js';
import { b } from './texts.js';

/** *Richiedente*: name, surname, and a way to be reached. */
export function StepApplicant() {
  const { name, surname, email } = draft.value;
  const needs = contactNeeds();
  const emails = office.value?.detail.booking.emails ?? false;
  return (
    <StepForm onNext={goOn}>
      <TextField
        field="name"
        label={b('name')}
        required
        autocomplete="given-name"
        maxLength={80}
        value={name}
        onInput={(next) => change({ name: next })}
      />
      <TextField
        field="surname"
        label={b('surname')}
        required
        autocomplete="family-name"
        maxLength={80}
        value={surname}
        onInput={(next) => change({ surname: next })}
      />
      <p>{contactHint()}</p>
      <TextField
        field="email"
        label={b('email')}
        type="email"
        required={needs.email}
        autocomplete="email"
        maxLength={254}
        {...(emails && messageLanguage.value === language.value ? { hint: b('messagesIn') } : {})}
        value={email}
        onInput={(next) => change({ email: next })}
      />
      <Phone required={needs.phone} />
      {emails ? null : <Alert kind="info">{b('noEmails')}</Alert>}
      <Privacy />
    </StepForm>
  );
}

function contactHint(): string {
  if (mode.value !== 'desk') return b('contactPhoneHint');
  return byRequest.value ? b('contactEmailHint') : b('contactHint');
}

function Phone({ required }: { required: boolean }) {
  const { phone, phonePrefix } = draft.value;
  const names = { '+39': `${b('italy')} +39`, '+86': `${b('china')} +86`, '+': `${b('otherCountry')} +…` };
  const own = phonePrefix === '+';
  return (
    <div class="phone-field">
      <div class="field">
        <label for={idOf('phonePrefix')}>{b('phoneCountry')}</label>
        <select
          id={idOf('phonePrefix')}
          class="form-select"
          autocomplete="tel-country-code"
          value={phonePrefix}
          onChange={(event) =>
            change({ phonePrefix: PHONE_PREFIXES.find((one) => one === event.currentTarget.value) ?? '+39' })
          }
        >
          {PHONE_PREFIXES.map((prefix) => (
            <option key={prefix} value={prefix}>
              {names[prefix]}
            </option>
          ))}
        </select>
      </div>
      <TextField
        field="phone"
        label={b('phone')}
        type="tel"
        inputMode="tel"
        required={required}
        autocomplete={own ? 'tel' : 'tel-national'}
        maxLength={30}
        {...(own ? { hint: b('otherCountryHint') } : {})}
        value={phone}
        onInput={(next) => change({ phone: next })}
      />
    </div>
  );
}
