import { signal } from '@preact/signals';
import type { Municipality } from '../src/directory/directory.contract.js';
import { api } from '../ui-kit/api.js';

/** The municipality whose links stand at the foot of the page; null until one is known. */
export const municipalityOfPage = signal<Municipality | null>(null);

/** Looks a municipality up and shows its foot; an unknown code or a server that is away leaves the foot as it is. */
export async function showFootOf(code: string): Promise<void> {
  if (municipalityOfPage.value?.code === code) return;
  try {
    const { items } = await api.get<{ items: Municipality[] }>('/municipalities', { allLanguages: true });
    municipalityOfPage.value = items.find((one) => one.code === code) ?? municipalityOfPage.value;
  } catch {
    // The page works without its foot.
  }
}
