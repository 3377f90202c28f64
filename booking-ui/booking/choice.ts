import { computed, signal } from '@preact/signals';
import type {
  BookingFieldItem,
  Municipality,
  OfficeDetail,
  OfficeItem,
  ServiceItem,
  ServiceMode,
} from '../../src/directory/directory.contract.js';
import { api } from '../../ui-kit/api.js';
import { language, textOf } from '../../ui-kit/catalogue.js';
import type { SlotWish } from '../slots/slot-store.js';
import { draft } from './draft.js';

/** What can be booked where, in all languages; null while it is loading. */
export const directory = signal<{ offices: readonly OfficeItem[]; municipalities: readonly Municipality[] } | null>(
  null,
);
/** The chosen office with its services; null while it is loading. */
export const office = signal<{ detail: OfficeDetail; services: readonly ServiceItem[] } | null>(null);

const ALL = { allLanguages: true };

/** Loads offices and municipalities. @throws ServerAway, ApiProblem */
export async function loadDirectory(): Promise<void> {
  const [offices, municipalities] = await Promise.all([
    api.get<{ items: OfficeItem[] }>('/offices', ALL),
    api.get<{ items: Municipality[] }>('/municipalities', ALL),
  ]);
  directory.value = { offices: offices.items, municipalities: municipalities.items };
}

/** Loads what an office offers. @throws ServerAway, ApiProblem */
export async function loadOffice(slug: string): Promise<void> {
  const [detail, services] = await Promise.all([
    api.get<OfficeDetail>(`/offices/${slug}`, ALL),
    api.get<{ items: ServiceItem[] }>(`/offices/${slug}/services`, ALL),
  ]);
  // Another one may have been chosen while this one was on its way.
  if (officeMeant.peek() === slug) office.value = { detail, services: services.items };
}

/** Municipalities that some office serves. */
export const servedMunicipalities = computed<readonly Municipality[]>(() => {
  const { offices, municipalities } = directory.value ?? { offices: [], municipalities: [] };
  return municipalities.filter(({ code }) => offices.some((one) => one.municipalities.includes(code)));
});

/** Offices that serve the chosen municipality; all while none is chosen. */
export const officesToChoose = computed<readonly OfficeItem[]>(() => {
  const { municipality } = draft.value;
  const all = directory.value?.offices ?? [];
  return municipality === null ? all : all.filter(({ municipalities }) => municipalities.includes(municipality));
});

/** The office that the draft means: the chosen one where it serves the municipality, else the first that does. */
export const officeMeant = computed<string | null>(
  () =>
    (officesToChoose.value.find(({ slug }) => slug === draft.value.office) ?? officesToChoose.value[0])?.slug ?? null,
);

export const service = computed<ServiceItem | null>(
  () => office.value?.services.find(({ code }) => code === draft.value.service) ?? null,
);

export const municipality = computed<Municipality | null>(
  () => directory.value?.municipalities.find(({ code }) => code === draft.value.municipality) ?? null,
);

/** May be booked by somebody of this municipality. */
export function isBookable({ bookable, municipalities }: ServiceItem, of: string | null): boolean {
  return bookable && (of === null || municipalities.includes(of));
}

/** Services that fit into the same visit, for the chosen municipality. */
export const combinable = computed<readonly ServiceItem[]>(() => {
  const codes = service.value?.combinableWith ?? [];
  return (office.value?.services ?? []).filter(
    (one) => codes.includes(one.code) && isBookable(one, draft.value.municipality),
  );
});

/** The services of the visit, the main one first. */
export const visitServices = computed<readonly ServiceItem[]>(() => {
  const extra = combinable.value.filter(({ code }) => draft.value.extraServices.includes(code));
  return service.value === null ? [] : [service.value, ...extra];
});

/** Ways of making the visit that all of its services allow. */
export const modes = computed<readonly ServiceMode[]>(() => {
  const [main, ...extra] = visitServices.value;
  return main?.modes.filter((one) => extra.every((other) => other.modes.includes(one))) ?? [];
});

/** How the visit is made: as chosen, else at the desk where the services allow it. */
export const mode = computed<ServiceMode>(() => {
  const chosen = draft.value.mode;
  if (chosen !== null && modes.value.includes(chosen)) return chosen;
  return modes.value.includes('desk') ? 'desk' : (modes.value[0] ?? 'desk');
});

/** How many may come, for all services of the visit. */
export const mostPeople = computed(() => Math.min(...visitServices.value.map(({ maxPeople }) => maxPeople)));

/** Questions of all services of the visit, each once. */
export const questions = computed<readonly BookingFieldItem[]>(() => {
  const all = visitServices.value.flatMap(({ fields }) => fields);
  return all.filter(({ key }, index) => all.findIndex((one) => one.key === key) === index);
});

/** What the slots are asked for; null while service or municipality are open, or it cannot be booked. */
export const wish = computed<SlotWish | null>(() => {
  const { municipality: code, needsLanguage } = draft.value;
  const people = Math.min(draft.value.people, mostPeople.value);
  const [main, ...extra] = visitServices.value;
  if (main === undefined || code === null || !isBookable(main, code)) return null;
  return {
    service: main.code,
    municipality: code,
    mode: mode.value,
    ...(extra.length === 0 ? {} : { extraServices: extra.map((one) => one.code) }),
    ...(people > 1 ? { people } : {}),
    ...(needsLanguage !== null && office.value?.detail.booking.languages.includes(needsLanguage)
      ? { needsLanguage }
      : {}),
  };
});

/** A booking here is a request until the link in its e-mail was opened. */
export const byRequest = computed(() => {
  const booking = office.value?.detail.booking;
  return booking !== undefined && booking.emails && booking.confirmEmail;
});

/** The language that messages come in: the page's, where the office writes it, else the office's first. */
export const messageLanguage = computed<string>(() => {
  const languages = office.value?.detail.languages ?? [];
  return languages.includes(language.value) ? language.value : (languages[0] ?? language.value);
});

/** A municipality as this page's language calls it, with its Italian name beside another script. */
export function municipalityName({ name, localName }: Municipality): string {
  const local = textOf(localName).text;
  return language.value === 'zh-Hans' && local !== name ? `${local}（${name}）` : name;
}
