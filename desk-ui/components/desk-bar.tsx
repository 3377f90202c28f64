import { signal } from '@preact/signals';
import { LANGUAGES, LANGUAGE_NAMES, language, setLanguage, textOf, type Language } from '../../ui-kit/catalogue.js';
import { Button } from '../../ui-kit/components/button.js';
import { DemoBadge } from '../../ui-kit/components/notices.js';
import { timeOf } from '../../ui-kit/format.js';
import { officeClock } from '../../ui-kit/office-clock.js';
import { words } from '../../ui-kit/words.js';
import { myCounter, myTicket } from '../state/desk.js';
import { openDialog } from '../state/dialogs.js';
import { office } from '../state/office.js';
import { preferences, prefer, rememberLanguage } from '../state/preferences.js';
import { pause } from '../state/seat.js';
import { isCoordinator, user } from '../state/session.js';
import { frameTexts as t } from '../texts/frame.texts.js';
import { CommandButton } from './command-button.js';

/** The desk's parts; coordinators have more of them. */
export type Tab = 'work' | 'devices';
export const tab = signal<Tab>('work');

/** Always in sight: where I sit, the desk's parts, the break, sound, language, help, the way out. */
export function DeskBar() {
  return (
    <header class="desk-bar">
      <span class="brand">Sportello</span>
      {isCoordinator(office.value?.slug ?? '') && <Tabs />}
      <SeatButtons />
      <span class="grow" />
      <DemoBadge />
      <time class="clock">{timeOf(officeClock.value)}</time>
      <SoundSwitch />
      <LanguageChoice />
      <Button shortcut="?" onPress={() => openDialog({ kind: 'help' })} class="bar-button">
        <span class="visually-hidden">{t('help')}</span> <kbd aria-hidden="true">?</kbd>
      </Button>
      <Button icon="person" class="bar-button" onPress={() => openDialog({ kind: 'sign-out' })}>
        <span class="person-name">{user.value?.name}</span>
        <span>{t('signOut')}</span>
      </Button>
    </header>
  );
}

function Tabs() {
  const tabs: { name: Tab; label: string }[] = [
    { name: 'work', label: t('tabWork') },
    { name: 'devices', label: t('tabDevices') },
  ];
  return (
    <nav aria-label={t('parts')} class="tabs">
      {tabs.map(({ name, label }) => (
        <button
          type="button"
          key={name}
          class="tab"
          aria-current={tab.value === name ? 'page' : undefined}
          onClick={() => (tab.value = name)}
        >
          {label}
        </button>
      ))}
    </nav>
  );
}

function SeatButtons() {
  const counter = myCounter.value;
  if (counter === null) return null;
  const paused = counter.state === 'paused';
  return (
    <>
      <Button icon="pin" class="bar-button" onPress={() => openDialog({ kind: 'seat' })}>
        {textOf(counter.name).text}
        <span class="visually-hidden">: {t('changeSeat')}</span>
      </Button>
      {myTicket.value === null && (
        <CommandButton icon="clock" letter="I" class="bar-button" onPress={() => pause(!paused)}>
          {paused ? t('backFromBreak') : t('break')}
        </CommandButton>
      )}
    </>
  );
}

function SoundSwitch() {
  const { sound } = preferences.value;
  return (
    <button
      type="button"
      class="kit-button bar-button"
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
      class="form-select bar-select"
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
