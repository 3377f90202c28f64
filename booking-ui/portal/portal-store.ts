import { signal } from '@preact/signals';
import type { Municipality, OfficeDetail, OfficeItem, ServiceItem } from '../../src/directory/directory.contract.js';
import type { BoardChange } from '../../src/live/live.contract.js';
import type { Board } from '../../src/queue/queue.contract.js';
import type { OpeningDay } from '../../src/schedule/schedule.contract.js';
import { api } from '../../ui-kit/api.js';
import { followLive, type LiveView } from '../../ui-kit/live.js';
import { reduceBoard } from '../../ui-kit/reducers.js';
import { municipalityOfPage } from '../municipality-of-page.js';

/** All that the desk's page shows of one office, in all languages. */
export type DeskPage = {
  office: OfficeDetail;
  services: readonly ServiceItem[];
  days: readonly OpeningDay[];
  municipalities: readonly Municipality[];
};

export const desk = signal<DeskPage | null>(null);
export const offices = signal<readonly OfficeItem[]>([]);
export const board = signal<LiveView<Board> | null>(null);
export const failed = signal(false);

const ALL = { allLanguages: true };
const REFRESH_MS = 60_000;
const RETRY_MS = 4_000;

/** Loads the office that the address names (`?office=`), else the first, and follows its board. */
export async function openDesk(): Promise<void> {
  try {
    offices.value = (await api.get<{ items: OfficeItem[] }>('/offices', ALL)).items;
    const asked = new URLSearchParams(location.search).get('office');
    const chosen = offices.value.find(({ slug }) => slug === asked) ?? offices.value[0];
    if (chosen === undefined) return;
    await load(chosen.slug);
    board.value ??= followLive<Board, BoardChange>({ office: chosen.slug, view: 'board', reduce: reduceBoard });
    setTimeout(() => void openDesk(), REFRESH_MS);
  } catch {
    failed.value = true;
    setTimeout(() => void openDesk(), RETRY_MS);
  }
}

async function load(slug: string): Promise<void> {
  const path = `/offices/${slug}`;
  const [office, services, days, municipalities] = await Promise.all([
    api.get<OfficeDetail>(path, ALL),
    api.get<{ items: ServiceItem[] }>(`${path}/services`, ALL),
    api.get<{ items: OpeningDay[] }>(`${path}/opening-hours`, ALL),
    api.get<{ items: Municipality[] }>('/municipalities', ALL),
  ]);
  desk.value = { office, services: services.items, days: days.items, municipalities: municipalities.items };
  municipalityOfPage.value = footOf(desk.value);
  failed.value = false;
}

/** The municipality that the address names (`?municipality=`), null when it names none that the office serves. */
export function askedMunicipality({ office, municipalities }: DeskPage): Municipality | null {
  const asked = new URLSearchParams(location.search).get('municipality');
  return municipalities.find(({ code }) => code === asked && office.municipalities.includes(code)) ?? null;
}

function footOf(page: DeskPage): Municipality | null {
  return askedMunicipality(page) ?? page.municipalities.find(({ code }) => code === page.office.seat) ?? null;
}
