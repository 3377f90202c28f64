import type { BoardCall } from '../../src/queue/queue.contract.js';
import { ourLanguage, textOf, type Language } from '../../ui-kit/catalogue.js';
import { Icon } from '../../ui-kit/components/icon.js';
import { words } from '../../ui-kit/words.js';
import { flashing } from '../display-store.js';

/** Number and counter, to be read from eight metres, worded in Italian and in the visitor's language. */
export function LargeCall({ call }: { call: BoardCall }) {
  const languages = [...new Set<Language>(['it', ourLanguage(call.language) ?? 'it'])];
  const names = new Set(languages.map((tag) => nameBeyondNumber(call, tag)).filter((name) => name !== ''));
  return (
    <section class={`eye large-call ${flashing.value ? 'flashing' : ''}`} aria-live="assertive" key={call.callId}>
      <h1 class="large-number" style={{ '--characters': call.number.length }}>
        {call.number}
      </h1>
      <p class="large-counter">
        <Icon name="arrow-right" size="1em" />
        <span>
          {languages.map((tag) => (
            <span key={tag} lang={tag} class="counter-word">
              {words('counter', {}, tag)}
            </span>
          ))}
        </span>
        <strong>{call.counter}</strong>
      </p>
      <p class="large-name">
        {[...names].map((name) => (
          <span key={name} lang={/\p{Script=Han}/u.test(name) ? 'zh-Hans' : 'it'}>
            {name}
          </span>
        ))}
      </p>
    </section>
  );
}

// "Sportello 3" says nothing that the number has not said; "Sportello 4 – Mediazione in cinese" does.
function nameBeyondNumber({ counter, counterName }: BoardCall, language: Language): string {
  const name = textOf(counterName, language).text;
  const at = name.indexOf(counter);
  if (at < 0) return name;
  return name.slice(at + counter.length).replace(/^(号窗口)?[\s–—:-]*/u, '');
}
