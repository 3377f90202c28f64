import type { OfficeDetail } from '../../src/directory/directory.contract.js';
import { textOf } from '../../ui-kit/catalogue.js';
import { Button } from '../../ui-kit/components/button.js';
import { Icon } from '../../ui-kit/components/icon.js';
import { DemoBadge } from '../../ui-kit/components/notices.js';
import { timeOf } from '../../ui-kit/format.js';
import { officeClock } from '../../ui-kit/office-clock.js';
import { overbooked } from '../state/bookings.js';
import { myCounter, myTicket } from '../state/desk.js';
import { openDialog } from '../state/dialogs.js';
import { office } from '../state/office.js';
import { pause } from '../state/seat.js';
import { isCoordinator, statisticsShare, user, worksAt } from '../state/session.js';
import { showTab, tab, type Tab } from '../state/tabs.js';
import { bookingTexts } from '../texts/bookings.texts.js';
import { frameTexts as t } from '../texts/frame.texts.js';
import { CommandButton } from './command-button.js';
import { KeyHint } from './key-hint.js';
import { OptionsMenu } from './options-menu.js';

/** Always in sight: where I sit, the desk's parts, the break, the time, what the screen can be set to, the way out. */
export function DeskBar() {
  const atDesk = worksAt(office.value?.slug ?? '');
  return (
    <header class="desk-bar">
      <span class="brand">Sportello</span>
      {office.value !== null && <Tabs />}
      {atDesk && <SeatButtons />}
      <span class="grow" />
      <DemoBadge />
      <time class="clock">{timeOf(officeClock.value)}</time>
      <OptionsMenu />
      <Button icon="person" class="bar-button" onPress={() => openDialog({ kind: 'sign-out' })}>
        <span class="person-name">{user.value?.name}</span>
        <span>{t('signOut')}</span>
      </Button>
    </header>
  );
}

type TabItem = { name: Tab; label: () => string; letter: string; isFor: (office: OfficeDetail) => boolean };
const forStaff = ({ slug }: OfficeDetail) => worksAt(slug);
const forShares = (here: OfficeDetail) => statisticsShare(here).length > 0;
const forCoordinators = ({ slug }: OfficeDetail) => isCoordinator(slug);

/** The desk's parts in their order. A further one is a line here, a name in `Tab` and a screen in `app.tsx`. */
const TABS: readonly TabItem[] = [
  { name: 'work', label: () => t('tabWork'), letter: 'Q', isFor: forStaff },
  { name: 'bookings', label: () => t('tabBookings'), letter: 'G', isFor: forStaff },
  { name: 'now', label: () => t('tabNow'), letter: 'W', isFor: forShares },
  { name: 'day', label: () => t('tabDay'), letter: 'D', isFor: forShares },
  { name: 'period', label: () => t('tabPeriod'), letter: 'M', isFor: forShares },
  { name: 'devices', label: () => t('tabDevices'), letter: 'E', isFor: forCoordinators },
];

function Tabs() {
  const here = office.value;
  return (
    <nav aria-label={t('parts')} class="tabs">
      {TABS.filter(({ isFor }) => here !== null && isFor(here)).map(({ name, label, letter }) => (
        <button
          type="button"
          key={name}
          class="tab"
          aria-current={tab.value === name ? 'page' : undefined}
          aria-keyshortcuts={letter}
          onClick={() => showTab(name)}
        >
          {label()}
          <KeyHint letter={letter} />
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
      <Button icon="pin" class="bar-button seat-button" onPress={() => openDialog({ kind: 'seat' })}>
        <span class="seat-name">{textOf(counter.name).text}</span>
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
