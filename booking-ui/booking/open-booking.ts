import { effect, signal, untracked } from '@preact/signals';
import { loadStatus } from '../../ui-kit/status.js';
import { municipalityOfPage } from '../municipality-of-page.js';
import {
  combinable,
  directory,
  isBookable,
  loadDirectory,
  loadOffice,
  municipality,
  office,
  officeMeant,
  officesToChoose,
  servedMunicipalities,
  service,
} from './choice.js';
import { change, draft } from './draft.js';
import { keepSlot, releaseHold, releaseOnLeaving } from './hold.js';
import { knownByAddress, unknownService } from './step-place.js';
import { followAddress, goTo, step } from './steps.js';

/** Everything that the first step shows is there. */
export const ready = signal(false);
/** The server did not answer; it is asked again. */
export const away = signal(false);

const RETRY_MS = 3_000;

/** Loads what can be booked, takes over what the address names, and goes to its step. @returns how to stop */
export function openBooking(): () => void {
  const stops: (() => void)[] = [];
  let stopped = false;
  const begin = async () => {
    try {
      await start(stops);
      away.value = false;
    } catch {
      away.value = true;
      if (!stopped) setTimeout(() => void begin(), RETRY_MS);
    }
  };
  void begin();
  return () => {
    stopped = true;
    stops.forEach((stop) => stop());
  };
}

async function start(stops: (() => void)[]): Promise<void> {
  await Promise.all([loadDirectory(), loadStatus()]);
  const linked = takeOverAddress();
  if (officeMeant.value !== null) await loadOffice(officeMeant.value);
  stops.push(followOffice(), followAddress(), releaseOnLeaving(), setClockOnReturn());
  if (linked) skipWhatIsKnown();
  ready.value = true;
  if (!['place', 'time'].includes(step.value)) await keepAgain();
}

/** @returns whether the address names a service or a municipality */
function takeOverAddress(): boolean {
  const query = new URLSearchParams(location.search);
  const [service, code, slug] = [query.get('service'), query.get('municipality'), query.get('office')];
  const known = servedMunicipalities.value.some((one) => one.code === code) ? code : null;
  const before = draft.value;
  change({
    ...(service === null ? {} : { service }),
    ...(known === null ? {} : { municipality: known }),
    ...(slug === null ? {} : { office: slug }),
  });
  if (before.service !== draft.value.service || before.municipality !== draft.value.municipality) {
    // Another booking than the one begun before: its slot does not fit, who books does.
    void releaseHold();
    change({ slot: null, extraServices: [], answers: {} });
  }
  return service !== null || known !== null;
}

function skipWhatIsKnown(): void {
  unknownService.value = draft.value.service !== null && service.value === null;
  if (unknownService.value) change({ service: null });
  onlyMunicipality();
  const { municipality: code } = draft.value;
  if (service.value === null || code === null || !isBookable(service.value, code)) return;
  knownByAddress.value = true;
  if (step.value === 'place' && !hasQuestions() && !location.search.includes('step=')) goTo('time');
}

// A service of one municipality only leaves nothing to ask.
function onlyMunicipality(): void {
  const [only, ...more] = service.value?.municipalities ?? [];
  if (draft.value.municipality === null && only !== undefined && more.length === 0) change({ municipality: only });
}

function hasQuestions(): boolean {
  return (
    combinable.value.length > 0 ||
    officesToChoose.value.length > 1 ||
    (service.value?.maxPeople ?? 1) > 1 ||
    (service.value?.modes.length ?? 1) > 1 ||
    (office.value?.detail.booking.languages.length ?? 0) > 0
  );
}

// The reload gave the place back: it is taken again, if nobody was faster.
async function keepAgain(): Promise<void> {
  if (draft.value.attempt !== null || (await keepSlot())) return;
  if (draft.value.slot === null) goTo('time', 'replace');
}

// Another municipality may mean another office, and shows its own foot.
function followOffice(): () => void {
  const stopOffice = effect(() => {
    const slug = officeMeant.value;
    if (slug === null || untracked(() => office.value?.detail.slug) === slug) return;
    void loadChosen(slug);
  });
  const stopFoot = effect(() => {
    const seat = office.value?.detail.seat;
    const shown = municipality.value ?? directory.value?.municipalities.find(({ code }) => code === seat);
    municipalityOfPage.value = shown ?? null;
  });
  return () => {
    stopOffice();
    stopFoot();
  };
}

// Until it is there, or another one is chosen.
async function loadChosen(slug: string): Promise<void> {
  try {
    await loadOffice(slug);
  } catch {
    setTimeout(() => officeMeant.peek() === slug && void loadChosen(slug), RETRY_MS);
  }
}

// A phone that slept has lost count of the seconds.
function setClockOnReturn(): () => void {
  const returned = () => {
    if (document.visibilityState === 'visible') void loadStatus().catch(() => undefined);
  };
  document.addEventListener('visibilitychange', returned);
  return () => document.removeEventListener('visibilitychange', returned);
}
