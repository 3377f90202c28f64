import type { ServiceMode } from '../../src/directory/directory.contract.js';
import { office } from './choice.js';
import type { Option } from './fields.js';
import { b } from './texts.js';

/** How a visit is made, and who calls whom. */
export function modeName(mode: ServiceMode): Pick<Option, 'label' | 'hint'> {
  if (mode === 'phone') return { label: b('modePhone'), hint: b('modePhoneHint') };
  if (mode === 'video') return { label: b('modeVideo'), hint: b('modeVideoHint') };
  const address = office.value?.detail.address;
  const where = address === undefined ? '' : `${address.street}, ${address.locality}`;
  return { label: b('modeDesk'), hint: <span lang="it">{where}</span> };
}
