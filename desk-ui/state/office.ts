import { computed, signal } from '@preact/signals';
import type {
  BookingFieldItem,
  Municipality,
  OfficeDetail,
  OfficeItem,
  ServiceItem,
} from '../../src/directory/directory.contract.js';
import type { List } from '../../src/http/conventions.contract.js';
import { api } from '../../ui-kit/api.js';
import { textOf, type Language } from '../../ui-kit/catalogue.js';
import { statisticsShare, worksAt } from './session.js';

/** Offices at which the person works or sees a share of the statistics; the desk shows one of them at a time. */
export const offices = signal<OfficeItem[]>([]);
export const office = signal<OfficeDetail | null>(null);
export const services = signal<ServiceItem[]>([]);
export const municipalities = signal<Municipality[]>([]);

/** Base of the office's addresses in the API. */
export const officePath = computed(() => `/offices/${office.value?.slug ?? ''}`);

const EVERY_TEXT = { allLanguages: true };

/** @throws ApiProblem, ServerAway */
export async function loadOffices(): Promise<void> {
  const { items } = await api.get<List<OfficeItem>>('/offices', EVERY_TEXT);
  offices.value = items.filter((item) => worksAt(item.slug) || statisticsShare(item).length > 0);
}

/** Loads what an office offers, with all languages, so that changing the page's language needs no server. */
export async function loadOffice(slug: string): Promise<void> {
  const [detail, offered, all] = await Promise.all([
    api.get<OfficeDetail>(`/offices/${slug}`, EVERY_TEXT),
    api.get<List<ServiceItem>>(`/offices/${slug}/services`, EVERY_TEXT),
    api.get<List<Municipality>>('/municipalities', EVERY_TEXT),
  ]);
  services.value = offered.items;
  municipalities.value = all.items.filter(({ code }) => detail.municipalities.includes(code));
  office.value = detail;
}

/** Name of a service category in the page's language; its code while the directory does not know it. */
export function serviceName(code: string): string {
  const service = services.value.find((one) => one.code === code);
  return service === undefined ? code : textOf(service.name).text;
}

/** Local name of a municipality: `塞斯托（Sesto Fiorentino）` says both where they differ. */
export function municipalityName(code: string): string {
  const known = municipalities.value.find((one) => one.code === code);
  if (known === undefined) return code;
  const local = textOf(known.localName).text;
  return local === '' || local === known.name ? known.name : `${local} ${known.name}`;
}

export function priorityName(code: string): string {
  const priority = office.value?.priorities.find((one) => one.code === code);
  return priority === undefined ? code : textOf(priority.name).text;
}

export function outcomeName(code: string): string {
  const outcome = office.value?.outcomes.find((one) => one.code === code);
  return outcome === undefined ? code : textOf(outcome.name).text;
}

/** What to bring to a visit for these services, each thing once. */
export function documentsFor(codes: readonly string[], inLanguage?: Language): { text: string; lang: string }[] {
  const all = codes.flatMap((code) => services.value.find((one) => one.code === code)?.requiredDocuments ?? []);
  const told = all.map((document) => textOf(document, inLanguage));
  return told.filter(({ text }, index) => told.findIndex((one) => one.text === text) === index);
}

/** The questions of these services, each once. */
export function questionsOf(codes: readonly string[]): BookingFieldItem[] {
  const all = codes.flatMap((code) => services.value.find((one) => one.code === code)?.fields ?? []);
  return all.filter(({ key }, index) => all.findIndex((one) => one.key === key) === index);
}
