import { computed, signal } from '@preact/signals';
import type { Municipality, OfficeDetail, ServiceItem } from '../src/directory/directory.contract.js';
import type { BoardChange } from '../src/live/live.contract.js';
import type { Board, Ticket, WaitEstimate } from '../src/queue/queue.contract.js';
import { api, ApiProblem, newKey, oneAtATime, officeNow, postOnce } from '../ui-kit/api.js';
import { language, setLanguage, type Language } from '../ui-kit/catalogue.js';
import { followLive, type LiveView } from '../ui-kit/live.js';
import type { PairedDevice } from '../ui-kit/pairing.js';
import { reduceBoard } from '../ui-kit/reducers.js';
import { forgetAppointment } from './appointment.js';
import { forgetHelp, operatorAsked } from './help.js';
import { printTicket } from './paper.js';
import { officePath, speakAs, token } from './this-kiosk.js';

/** Where the visitor is. Each step knows the way back; `rest` is where everything begins and ends. */
export type Step =
  | 'rest'
  | 'language'
  | 'purpose'
  | 'code'
  | 'check-in-refused'
  | 'services'
  | 'municipality'
  | 'wishes'
  | 'taking'
  | 'ticket'
  | 'refused';

/** What the visitor has chosen so far. */
export type Choice = {
  service: ServiceItem | null;
  municipality: string | null;
  municipalityAsked: boolean;
  needsLanguage: boolean;
  priority: string | null;
};

const NOTHING: Choice = {
  service: null,
  municipality: null,
  municipalityAsked: false,
  needsLanguage: false,
  priority: null,
};

export const step = signal<Step>('rest');
export const choice = signal<Choice>(NOTHING);
export const office = signal<OfficeDetail | null>(null);
export const services = signal<readonly ServiceItem[]>([]);
export const municipalities = signal<readonly Municipality[]>([]);
export const board = signal<LiveView<Board> | null>(null);
/** True from a look that got no answer until the next one that did. */
export const unanswered = signal(false);
export const ticket = signal<Ticket | null>(null);
export const refusal = signal<{ code: string; nextOpening: string | null } | null>(null);
/** Why a tile says no: shown over the services. */
export const explained = signal<ServiceItem | null>(null);
/** Controls in the lower half, larger text, more contrast: for this visitor only. */
export const reachable = signal(false);
/** False while nobody has said what they read: a scan answers in all languages then. */
export const languageChosen = signal(false);

/** How many wait for this office now; null before the first board. */
export const waitingCount = computed(() => {
  const now = board.value?.state.value;
  return now == null ? null : now.waiting.reduce((sum, { count }) => sum + count, 0);
});

const takesBookings = computed(() => services.value.some(({ bookable }) => bookable));

/** Who has an appointment may check in while the kiosk gives no numbers, as long as the office's day is not over. */
export const appointmentsNow = computed(
  () => takesBookings.value && (office.value?.today ?? []).some(({ to }) => Date.parse(to) > Date.parse(officeNow())),
);

/** From the quickest number series to the slowest; null where none can be estimated, or nobody is there to call. */
export const waitingRange = computed((): WaitEstimate | null => {
  const known = (board.value?.state.value?.waiting ?? []).flatMap(({ estimate }) => estimate ?? []);
  if (known.length === 0 || office.value?.attended !== true) return null;
  return {
    p50Minutes: Math.min(...known.map(({ p50Minutes }) => p50Minutes)),
    p90Minutes: Math.max(...known.map(({ p90Minutes }) => p90Minutes)),
  };
});

/** One per visitor and wish: a "try again" after a lost answer must not become a second ticket. */
let ticketKey = newKey();
let refreshTimer: ReturnType<typeof setTimeout> | undefined;
/** This screen's own refusal, before any ticket is asked for. */
const NOT_FOR_MUNICIPALITY = 'service-not-for-municipality';
const REFRESH_PAUSE_MS = 3_000;
const NEXT_LOOK_MS = 30_000;
const AFTER_MOMENT_MS = 300;

/** Begins once the kiosk is paired: follows the board and keeps the office's hours and services fresh. */
export function openKiosk(paired: PairedDevice, slug: string, token: string): void {
  speakAs(paired);
  board.value?.close();
  board.value = followLive<Board, BoardChange>({
    office: slug,
    view: 'board',
    deviceToken: token,
    reduce: reduceBoard,
    onApplied: () => refreshSoon(REFRESH_PAUSE_MS),
  });
  void refresh();
}

/** Reads what the board does not carry: open or not, who is there, services. Texts come in all languages. */
async function refresh(): Promise<void> {
  clearTimeout(refreshTimer);
  refreshTimer = undefined;
  try {
    const path = officePath();
    const all = { allLanguages: true };
    const [detail, list, places] = await Promise.all([
      api.get<OfficeDetail>(path, all),
      api.get<{ items: ServiceItem[] }>(`${path}/services`, all),
      api.get<{ items: Municipality[] }>('/municipalities', all),
    ]);
    office.value = detail;
    services.value = list.items;
    municipalities.value = places.items.filter(({ code }) => detail.municipalities.includes(code));
    unanswered.value = false;
  } catch {
    unanswered.value = true;
  }
  refreshSoon(nextLook());
}

// Opening and closing are moments of the clock that no event tells: a look right after them, and a slow one beside the
// events for what else the clock changes (the last tickets of a service).
function nextLook(): number {
  const now = Date.parse(officeNow());
  const moments = [office.value?.openUntil, office.value?.nextOpening].flatMap((at) =>
    at == null ? [] : Date.parse(at),
  );
  const ahead = moments.filter((at) => at > now).map((at) => at - now + AFTER_MOMENT_MS);
  return Math.min(NEXT_LOOK_MS, ...ahead);
}

function refreshSoon(milliseconds: number): void {
  if (refreshTimer !== undefined && milliseconds >= NEXT_LOOK_MS) return;
  clearTimeout(refreshTimer);
  refreshTimer = setTimeout(() => void refresh(), milliseconds);
}

/** Begins, where there is something to do now. */
export function begin(): void {
  if (office.value?.ticketsOpen === true || appointmentsNow.value) step.value = 'language';
}

export function chooseLanguage(next: Language): void {
  setLanguage(next);
  languageChosen.value = true;
  step.value = office.value?.ticketsOpen !== true ? 'code' : takesBookings.value ? 'purpose' : 'services';
}

/** Towards a number; who came with a scan only has not chosen a language yet. */
export function wantNumber(): void {
  forgetAppointment();
  step.value = languageChosen.value ? 'services' : 'language';
}

export function chooseService(service: ServiceItem): void {
  if (!canTake(service)) {
    explained.value = service;
    return;
  }
  choice.value = { ...choice.value, service };
  ticketKey = newKey();
  // A service of one municipality only, or an office of one: nothing to ask.
  if (municipalities.value.length > 1) step.value = 'municipality';
  else chooseMunicipality(municipalities.value[0]?.code ?? null);
}

export function chooseMunicipality(code: string | null): void {
  const { service } = choice.value;
  choice.value = { ...choice.value, municipality: code, municipalityAsked: true };
  if (code !== null && service !== null && !service.municipalities.includes(code)) {
    refusal.value = { code: NOT_FOR_MUNICIPALITY, nextOpening: null };
    step.value = 'refused';
  } else if (hasWishes() || service?.waitMayPassGap === true) step.value = 'wishes';
  else void takeTicket();
}

/** Whether there is something left to ask: a speaker of the visitor's language, or priority. */
export function hasWishes(): boolean {
  return asksSpeaker() || (office.value?.askPriority === true && office.value.priorities.length > 0);
}

/** The office's first language is spoken by everybody there. */
export function asksSpeaker(): boolean {
  const languages = office.value?.languages ?? [];
  return languages.includes(language.value) && languages[0] !== language.value;
}

export function canTake(service: ServiceItem): boolean {
  return service.walkIn && service.ticketsOpen;
}

/** Another service, without forgetting the language. */
export function chooseAgain(): void {
  step.value = 'services';
}

/** Takes the ticket, once however often it is pressed, also when an answer is lost on the way. */
export const takeTicket = oneAtATime(async (): Promise<void> => {
  const { service, municipality, needsLanguage, priority } = choice.value;
  if (service === null) return;
  step.value = 'taking';
  try {
    const body = {
      service: service.code,
      municipality,
      language: language.value,
      ...(needsLanguage ? { needsLanguage: language.value } : {}),
      ...(priority === null ? {} : { priority }),
    };
    const given = await postOnce<Ticket>(`${officePath()}/tickets`, body, {
      token: token(),
      idempotencyKey: ticketKey,
    });
    ticketKey = newKey();
    showTicket(given);
  } catch (error) {
    refuse(error);
  }
});

/** The number on the screen and on paper. */
export function showTicket(given: Ticket): void {
  ticket.value = given;
  step.value = 'ticket';
  void printTicket(given);
}

function refuse(error: unknown): void {
  const problem = error instanceof ApiProblem ? error.problem : null;
  const next = problem?.['nextOpening'];
  refusal.value = { code: problem?.code ?? 'away', nextOpening: typeof next === 'string' ? next : null };
  step.value = 'refused';
  void refresh();
}

const WAY_BACK: Record<Step, Step> = {
  rest: 'rest',
  language: 'rest',
  purpose: 'language',
  code: 'purpose',
  'check-in-refused': 'code',
  services: 'purpose',
  municipality: 'services',
  wishes: 'municipality',
  taking: 'taking',
  ticket: 'rest',
  refused: 'services',
};

/** One step back; from a ticket back to the beginning. */
export function goBack(): void {
  if (operatorAsked.value !== 'no') operatorAsked.value = 'no';
  else if (explained.value !== null) explained.value = null;
  else if (step.value === 'wishes' && municipalities.value.length <= 1) step.value = 'services';
  else if (step.value === 'refused' && refusal.value?.code === NOT_FOR_MUNICIPALITY) step.value = 'municipality';
  else stepTo(WAY_BACK[step.value]);
}

// A step that this visitor did not meet is passed over.
function stepTo(before: Step): void {
  const noPurpose = !takesBookings.value || office.value?.ticketsOpen !== true;
  if (before === 'rest' || !languageChosen.value) startAgain();
  else if (before === 'purpose' && noPurpose) step.value = 'language';
  else step.value = before;
}

/** Forgets the visitor: nothing of one is shown to the next. */
export function startAgain(): void {
  forgetHelp(ticket.value !== null);
  forgetAppointment();
  step.value = 'rest';
  choice.value = NOTHING;
  ticketKey = newKey();
  ticket.value = null;
  refusal.value = null;
  explained.value = null;
  reachable.value = false;
  languageChosen.value = false;
  setLanguage(firstLanguage());
}

function firstLanguage(): Language {
  return (office.value?.languages[0] as Language | undefined) ?? 'it';
}
