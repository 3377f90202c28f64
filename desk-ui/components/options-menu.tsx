import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { LANGUAGES, LANGUAGE_NAMES, language, setLanguage, type Language } from '../../ui-kit/catalogue.js';
import { Button } from '../../ui-kit/components/button.js';
import { Icon } from '../../ui-kit/components/icon.js';
import { words } from '../../ui-kit/words.js';
import { openDialog } from '../state/dialogs.js';
import { preferences, prefer, rememberLanguage } from '../state/preferences.js';
import { user } from '../state/session.js';
import { frameTexts as t } from '../texts/frame.texts.js';

/** Language, sound and help behind one button of the bar: needed once a day, not every minute. */
export function OptionsMenu() {
  const panel = useId();
  const { open, setOpen, place, button } = useMenu();
  return (
    <div class="options" ref={place}>
      <button
        type="button"
        ref={button}
        class="kit-button bar-button"
        aria-expanded={open}
        aria-controls={panel}
        onClick={() => setOpen(!open)}
      >
        <Icon name="language" />
        <span class="options-language" lang={language.value}>
          {LANGUAGE_NAMES[language.value]}
        </span>
        <span class="visually-hidden">: {t('options')}</span>
      </button>
      <div id={panel} class="options-panel" hidden={!open}>
        <p class="soft">{t('signedInAs', { name: user.value?.name ?? '' })}</p>
        <LanguageChoice />
        <SoundSwitch />
        <Button
          shortcut="?"
          onPress={() => {
            setOpen(false);
            openDialog({ kind: 'help' });
          }}
        >
          {t('help')} <kbd aria-hidden="true">?</kbd>
        </Button>
      </div>
    </div>
  );
}

/** Opens and closes; Escape and a press or focus elsewhere close it, Escape with the focus back on its button. */
function useMenu() {
  const [open, setOpen] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!open) return;
    const elsewhere = (event: Event) => {
      if (event.target instanceof Node && place.current?.contains(event.target) === false) setOpen(false);
    };
    const onKey = ({ key }: KeyboardEvent) => {
      if (key !== 'Escape') return;
      setOpen(false);
      button.current?.focus();
    };
    document.addEventListener('pointerdown', elsewhere);
    document.addEventListener('focusin', elsewhere);
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('pointerdown', elsewhere);
      document.removeEventListener('focusin', elsewhere);
      document.removeEventListener('keydown', onKey);
    };
  }, [open]);
  return { open, setOpen, place, button };
}

function SoundSwitch() {
  const { sound } = preferences.value;
  return (
    <button
      type="button"
      class="kit-button"
      role="switch"
      aria-checked={sound}
      aria-label={t('sound')}
      onClick={() => prefer({ sound: !sound })}
    >
      {sound ? t('soundOn') : t('soundOff')}
    </button>
  );
}

function LanguageChoice() {
  const choose = (tag: string) => {
    setLanguage(tag as Language);
    rememberLanguage();
  };
  return (
    <select
      class="form-select"
      aria-label={words('language')}
      value={language.value}
      onChange={(event) => choose(event.currentTarget.value)}
    >
      {LANGUAGES.map((tag) => (
        <option key={tag} value={tag} lang={tag}>
          {LANGUAGE_NAMES[tag]}
        </option>
      ))}
    </select>
  );
}
