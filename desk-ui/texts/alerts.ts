import type { DeskAlert } from '../../src/queue/queue.contract.js';
import { defineCatalogue, LANGUAGE_NAMES, ourLanguage } from '../../ui-kit/catalogue.js';

const t = defineCatalogue(
  {
    operatorWanted: 'Qualcuno chiede un operatore: {device}.',
    operatorWantedIn: 'Qualcuno chiede un operatore: {device}, lingua {language}.',
    paperOut: 'Carta finita: {device}.',
    languageUnattended: 'Nessuno sportello aperto parla {language}, ma qualcuno lo aspetta.',
    someDevice: 'dispositivo',
  },
  {
    'zh-Hans': {
      operatorWanted: '有人请求工作人员：{device}。',
      operatorWantedIn: '有人请求工作人员：{device}，语言：{language}。',
      paperOut: '打印纸已用完：{device}。',
      languageUnattended: '有人等候{language}服务，但没有窗口提供该语言。',
      someDevice: '设备',
    },
    en: {
      operatorWanted: 'Somebody asks for a person: {device}.',
      operatorWantedIn: 'Somebody asks for a person: {device}, language {language}.',
      paperOut: 'Out of paper: {device}.',
      languageUnattended: 'No open counter speaks {language}, but somebody waits for it.',
      someDevice: 'device',
    },
  },
);

/** A language by its own name; its tag where we have no texts in it. */
export function languageName(tag: string): string {
  const ours = ourLanguage(tag);
  return ours === null ? tag : LANGUAGE_NAMES[ours];
}

/** What an alert says. */
export function alertText({ kind, device, language }: DeskAlert): string {
  const where = device ?? t('someDevice');
  switch (kind) {
    case 'operator-wanted':
      if (language === null) return t('operatorWanted', { device: where });
      return t('operatorWantedIn', { device: where, language: languageName(language) });
    case 'paper-out':
      return t('paperOut', { device: where });
    case 'language-unattended':
      return t('languageUnattended', { language: languageName(language ?? '') });
  }
}
