import { workTexts as t } from '../texts/work.texts.js';
import { bookingTexts } from '../texts/bookings.texts.js';
import { frameTexts } from '../texts/frame.texts.js';
import { moveStatisticsDay } from '../statistics/state/wanted.js';
import { bookingsView, moveDay, searchText, searchWanted, typeSearch } from './bookings.js';
import { idle } from './commands.js';
import { myCounter, myTicket, step } from './desk.js';
import { dialog, openDialog } from './dialogs.js';
import { queue } from './live-queue.js';
import { clearAlert } from './news.js';
import { isPossible, type TicketAction } from './next-step.js';
import { undoLast } from './notices.js';
import { office } from './office.js';
import { preferences } from './preferences.js';
import { pause } from './seat.js';
import { isCoordinator, statisticsShare, worksAt } from './session.js';
import { showTab, tab, type StatisticsTab } from './tabs.js';
import * as actions from './ticket-actions.js';
import type { StaffTicket } from '../../src/queue/queue.contract.js';

/** One letter and what it does; the same letters in every language, shown on the buttons and in the help. */
export type Shortcut = {
  key: string;
  label: () => string;
  run: () => void;
  /** Whether the person has any use for it; when absent, whoever works at the desk has. */
  offered?: () => boolean;
};

export const STEP_KEY = 'F8';

/** Does the one sensible next thing. */
export function doStep(): Promise<void> | undefined {
  const ticket = myTicket.value;
  if (!idle.value || step.value === null) return undefined;
  if (step.value === 'call-next') return actions.callNext();
  if (step.value === 'back') return pause(false);
  if (ticket === null) return undefined;
  if (step.value === 'start') return actions.start(ticket);
  if (step.value === 'no-show') return actions.markNoShow(ticket);
  openDialog({ kind: 'finish', ticket });
  return undefined;
}

// Only where the visitor is in sight: an N pressed over the list of bookings means none of the tickets.
const withTicket = (action: TicketAction, work: (ticket: StaffTicket) => unknown) => () => {
  const ticket = tab.value === 'work' ? myTicket.value : null;
  if (ticket !== null && isPossible(action, ticket) && idle.value) void work(ticket);
};
const dialogFor = (kind: 'transfer' | 'correct' | 'cancel') => (ticket: StaffTicket) => openDialog({ kind, ticket });
const newBooking = () => openDialog({ kind: 'new-booking' });
const atCounter = (work: () => void) => () => {
  if (myCounter.value !== null) work();
};

/** Every single-letter shortcut. */
export const SHORTCUTS: readonly Shortcut[] = [
  { key: 'S', label: () => t('start'), run: withTicket('start', actions.start) },
  { key: 'R', label: () => t('recall'), run: withTicket('recall', actions.recall) },
  { key: 'B', label: () => t('putBack'), run: withTicket('resume', actions.resume) },
  { key: 'N', label: () => t('noShow'), run: withTicket('no-show', actions.markNoShow) },
  { key: 'P', label: () => t('park'), run: withTicket('park', actions.park) },
  { key: 'T', label: () => t('transfer'), run: withTicket('transfer', dialogFor('transfer')) },
  { key: 'C', label: () => t('correct'), run: withTicket('correct', dialogFor('correct')) },
  { key: 'X', label: () => t('cancelTicket'), run: withTicket('cancel', dialogFor('cancel')) },
  { key: 'A', label: () => t('giveTicket'), run: atCounter(() => openDialog({ kind: 'new-ticket' })) },
  { key: 'V', label: () => t('find'), run: atCounter(() => openDialog({ kind: 'find' })) },
  { key: 'L', label: () => t('toQueue'), run: focusQueue },
  { key: 'Q', label: () => bookingTexts('workKey'), run: () => showTab('work') },
  { key: 'G', label: () => bookingTexts('tabKey'), run: () => showTab('bookings') },
  statisticsKey('W', 'now', () => frameTexts('tabNow')),
  statisticsKey('D', 'day', () => frameTexts('tabDay')),
  statisticsKey('M', 'period', () => frameTexts('tabPeriod')),
  { key: 'E', label: () => frameTexts('tabDevices'), run: showDevices, offered: coordinates },
  { key: 'F', label: () => bookingTexts('searchKey'), run: searchBooking },
  { key: 'O', label: () => bookingTexts('newBooking'), run: newBooking },
  { key: 'I', label: () => t('breakOrBack'), run: () => void toggleBreak() },
  { key: 'K', label: () => t('clearAlert'), run: clearFirstAlert },
  { key: 'Z', label: () => t('undo'), run: () => void (idle.value && undoLast()) },
  { key: '?', label: () => t('help'), run: () => openDialog({ kind: 'help' }), offered: () => true },
];

function statisticsKey(key: string, name: StatisticsTab, label: () => string): Shortcut {
  const run = () => (seesStatistics() ? showTab(name) : undefined);
  return { key, label, run, offered: seesStatistics };
}

function seesStatistics(): boolean {
  return office.value !== null && statisticsShare(office.value).length > 0;
}

function worksHere(): boolean {
  return worksAt(office.value?.slug ?? '');
}

function coordinates(): boolean {
  return isCoordinator(office.value?.slug ?? '');
}

function showDevices(): void {
  if (coordinates()) showTab('devices');
}

/** Whether the person at the desk has any use for a shortcut. */
export function isOffered({ offered = worksHere }: Shortcut): boolean {
  return offered();
}

/** Listens for the keys; called once. A key held down counts once. */
export function listenForKeys(): void {
  window.addEventListener('keydown', (event) => {
    if (event.repeat || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    // A dialog that is asked for counts before it is drawn: two quick presses must not reach what lies under it.
    if (dialog.value !== null || document.querySelector('dialog[open]') !== null) return;
    const shortcut = typedAhead(event) ?? (stepPressed(event) ? pressStep : (letterOf(event) ?? arrowOf(event)));
    if (shortcut === undefined) return;
    event.preventDefault();
    shortcut();
  });
}

// What the step did is on the screen of the work.
function pressStep(): void {
  if (myCounter.value !== null) showTab('work');
  void doStep();
}

// Space on a button or field keeps its own meaning; elsewhere on the work's page it is the large button.
function stepPressed({ key, target }: KeyboardEvent): boolean {
  if (key === STEP_KEY) return true;
  const onControl = target instanceof Element && target.closest('button, a, input, select, textarea, summary') !== null;
  return key === ' ' && !onControl && tab.value === 'work';
}

function letterOf({ key, target }: KeyboardEvent): (() => void) | undefined {
  const inField = target instanceof Element && target.closest('input, select, textarea') !== null;
  if (inField || !preferences.value.letters) return undefined;
  return SHORTCUTS.find((one) => one.key === key.toUpperCase() && isOffered(one))?.run;
}

/** Left and right change the day; over the list of bookings down goes to the first row. */
function arrowOf({ key, target }: KeyboardEvent): (() => void) | undefined {
  const inField = target instanceof Element && target.closest('input, select, textarea') !== null;
  const days = { ArrowLeft: -1, ArrowRight: 1 }[key];
  // In a table that is wider than the screen the arrows move the table.
  const inTable = target instanceof Element && target.closest('.table-scroll') !== null;
  if (tab.value === 'day' && days !== undefined && !inField && !inTable) return () => moveStatisticsDay(days);
  if (inField || tab.value !== 'bookings' || bookingsView.value !== 'day') return undefined;
  if (days !== undefined) return () => moveDay(days);
  return key === 'ArrowDown' ? () => document.querySelector<HTMLElement>('[data-booking-row]')?.focus() : undefined;
}

function searchBooking(): void {
  const field = document.querySelector<HTMLInputElement>('[role=search] input');
  field?.focus();
  field?.select();
  if (field !== null) return;
  showTab('bookings');
  bookingsView.value = 'day';
  searchWanted.value = true;
}

/** A name typed on while the search field is still being drawn belongs into it, and is no row of shortcuts. */
function typedAhead({ key }: KeyboardEvent): (() => void) | undefined {
  if (!searchWanted.value || key.length !== 1) return undefined;
  return () => typeSearch(searchText.value + key);
}

function focusQueue(): void {
  document.querySelector<HTMLElement>('[data-queue-row]')?.focus();
}

async function toggleBreak(): Promise<void> {
  const counter = myCounter.value;
  if (counter === null || !idle.value || myTicket.value !== null) return;
  await pause(counter.state !== 'paused');
}

function clearFirstAlert(): void {
  const alert = queue.value?.alerts.find(({ kind }) => kind !== 'language-unattended');
  if (alert !== undefined) void clearAlert(alert);
}
