import { LANGUAGES, ourLanguage, textOf, type Language } from '../../ui-kit/catalogue.js';
import { Icon } from '../../ui-kit/components/icon.js';
import { words } from '../../ui-kit/words.js';
import { flashing, largeCall } from '../display-store.js';
import { t } from '../texts.js';

/** Number and counter, to be read from eight metres; said in the office's language and in the visitor's. */
export function LargeCall() {
  const call = largeCall.value;
  if (call === null) return <Welcome />;
  const languages = new Set<Language>(['it', ourLanguage(call.language) ?? 'it']);
  return (
    <section class={`large-call ${flashing.value ? 'flashing' : ''}`} aria-live="assertive" key={call.callId}>
      <h1 class="large-number">{call.number}</h1>
      <p class="large-counter">
        <Icon name="arrow-right" size="1em" />
        <span>
          {[...languages].map((language) => (
            <span key={language} lang={language} class="counter-word">
              {words('counter', {}, language)}
            </span>
          ))}
        </span>
        <strong>{call.counter}</strong>
      </p>
      <p class="large-name">{nameBeyondNumber(textOf(call.counterName, 'it').text, call.counter)}</p>
    </section>
  );
}

// "Sportello 3" says nothing that the number has not said; "Sportello 4 – Mediazione in cinese" does.
function nameBeyondNumber(name: string, counter: string): string {
  const beyond = name.replace(new RegExp(`^\\D*${counter}\\s*[–-]?\\s*`), '');
  return beyond === name ? '' : beyond;
}

function Welcome() {
  return (
    <section class="large-call welcome">
      <h1>
        {LANGUAGES.map((language) => (
          <span key={language} lang={language}>
            {t('noCalls', {}, language)}
          </span>
        ))}
      </h1>
      {LANGUAGES.map((language) => (
        <p key={language} lang={language}>
          {t('noCallsLine', {}, language)}
        </p>
      ))}
    </section>
  );
}
