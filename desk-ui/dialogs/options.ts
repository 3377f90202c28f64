import { textOf } from '../../ui-kit/catalogue.js';
import type { Option } from '../components/field.js';
import { municipalities, municipalityName, office, services } from '../state/office.js';
import { languageName } from '../texts/alerts.js';
import { dialogTexts as t } from '../texts/dialogs.texts.js';

/** The value of a choice that means "none" or "not known". */
export const NONE = '';

/** Services of the office, in the directory's order. */
export function serviceOptions(): Option[] {
  return services.value.map(({ code, name }) => ({ value: code, label: textOf(name).text, lang: textOf(name).lang }));
}

/** Municipalities of the office after "not known yet". */
export function municipalityOptions(): Option[] {
  const known = municipalities.value.map(({ code }) => ({ value: code, label: municipalityName(code) }));
  return [{ value: NONE, label: t('municipalityUnknown') }, ...known];
}

/** Languages that visitors of this office read. */
export function languageOptions(): Option[] {
  return (office.value?.languages ?? []).map((tag) => ({ value: tag, label: languageName(tag), lang: tag }));
}

/** "No need", then each language that somebody may ask an operator to speak. */
export function needOptions(): Option[] {
  return [{ value: NONE, label: t('noNeed') }, ...languageOptions()];
}

/** "None", then the office's priorities. */
export function priorityOptions(): Option[] {
  const known = (office.value?.priorities ?? []).map(({ code, name }) => ({ value: code, label: textOf(name).text }));
  return [{ value: NONE, label: t('noPriority') }, ...known];
}

/** null for the choice that means none. */
export function orNull(value: string): string | null {
  return value === NONE ? null : value;
}
