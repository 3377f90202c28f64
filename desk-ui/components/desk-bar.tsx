import { LANGUAGES, LANGUAGE_NAMES, language, setLanguage, textOf, type Language } from '../../ui-kit/catalogue.js';
import { Button } from '../../ui-kit/components/button.js';
import { Icon } from '../../ui-kit/components/icon.js';
import { DemoBadge } from '../../ui-kit/components/notices.js';
import { timeOf } from '../../ui-kit/format.js';
import { officeClock } from '../../ui-kit/office-clock.js';
import { words } from '../../ui-kit/words.js';
import { overbooked } from '../state/bookings.js';
import { myCounter, myTicket } from '../state/desk.js';
import { openDialog } from '../state/dialogs.js';
import { office } from '../state/office.js';
import { preferences, prefer, rememberLanguage } from '../state/preferences.js';
import { pause } from '../state/seat.js';
import { isCoordinator, user } from '../state/session.js';
import { showTab, tab, type Tab } from '../state/tabs.js';
import { bookingTexts } from '../texts/bookings.texts.js';
import { frameTexts as t } from '../texts/frame.texts.js';
import { CommandButton } from './command-button.js';
import { KeyHint } from './key-hint.js';

/** Always in sight: where I sit, the desk's parts, the break, sound, language, help, the way out. */
export function DeskBar() {
  return (
    <header class="desk-bar">
      <span class="brand">Sportello</span>
      {office.value !== null && <Tabs />}
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

type TabItem = { name: Tab; label: () => string; letter?: string; forCoordinators?: boolean };

/** The desk's parts in their order. A further one is a line here, a name in `Tab` and a screen in `app.tsx`. */
const TABS: readonly TabItem[] = [
  { name: 'work', label: () => t('tabWork'), letter: 'Q' },
  { name: 'bookings', label: () => t('tabBookings'), letter: 'G' },
  { name: 'devices', label: () => t('tabDevices'), forCoordinators: true },
];

function Tabs() {
  const coordinator = isCoordinator(office.value?.slug ?? '');
  return (
    <nav aria-label={t('parts')} class="tabs">
      {TABS.filter(({ forCoordinators }) => coordinator || forCoordinators !== true).map(({ name, label, letter }) => (
        <button
          type="button"
          key={name}
          class="tab"
          aria-current={tab.value === name ? 'page' : undefined}
          aria-keyshortcuts={letter}
          onClick={() => showTab(name)}
        >
          {label()}
          {letter !== undefined && <KeyHint letter={letter} />}
          {name === 'bookings' && <OverbookedBadge />}
        </button>
      ))}
    </nav>
  );
}

function OverbookedBadge() {
  const count = overbooked.value.length;
  if (count === 0) return null;
  return (
    <span class="tab-badge">
      <Icon name="warning" size={16} /> <span aria-hidden="true">{count}</span>
      <span class="visually-hidden">{bookingTexts('overbookedCount', { n: count })}</span>
    </span>
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
