import type { Address } from '../src/directory/directory.contract.js';

/** Where an address is on a map. A plain link: nothing of another host is ever loaded into our pages. */
export function mapLink({ street, locality }: Pick<Address, 'street' | 'locality'>): string {
  return `https://www.openstreetmap.org/search?query=${encodeURIComponent(`${street}, ${locality}`)}`;
}
