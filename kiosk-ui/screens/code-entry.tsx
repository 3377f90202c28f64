import { words } from '../../ui-kit/words.js';
import { CODE_LENGTH, PAD_KEYS, deleteLast, isWhole, typeCharacter, typed } from '../appointment.js';
import { confirmCode } from '../check-in.js';
import { appointmentWords } from '../appointment-texts.js';

/** The code of an appointment, typed on the pad; a keyboard and a scanner write on it too. */
export function CodeEntry() {
  return (
    <>
      <h1>{appointmentWords('typeCode')}</h1>
      <p class="lead-line">{appointmentWords('typeCodeLine')}</p>
      <Typed />
      <div class="pad" role="group" aria-label={appointmentWords('typeCode')}>
        {PAD_KEYS.map((key) => (
          <button type="button" key={key} class="pad-key" onClick={() => press(key)}>
            {key}
          </button>
        ))}
        <button type="button" class="pad-key pad-word" onClick={deleteLast}>
          {appointmentWords('deleteLast')}
        </button>
        <button type="button" class="pad-key pad-word" onClick={() => (typed.value = '')}>
          {appointmentWords('clearAll')}
        </button>
        {/* Not disabled while the code is short: the focus waits on it. */}
        <button
          type="button"
          class="kit-button kit-button-primary pad-ok"
          aria-disabled={!isWhole()}
          onClick={confirmCode}
        >
          {words('confirm')}
        </button>
      </div>
    </>
  );
}

// With a keypad the last character of a whole code goes on to the button that follows.
function press(key: string): void {
  typeCharacter(key);
  if (typed.value.length === CODE_LENGTH) document.querySelector<HTMLElement>('.pad-ok')?.focus();
}

function Typed() {
  const code = typed.value;
  return (
    <output class="typed">
      {Array.from({ length: Math.max(CODE_LENGTH, code.length) }, (_, index) => (
        <span key={index} class="typed-character" data-empty={index >= code.length}>
          {code[index] ?? ' '}
        </span>
      ))}
    </output>
  );
}
