import { defineCatalogue } from '../../../ui-kit/catalogue.js';

/** Lengths of time. */
export const formatTexts = defineCatalogue(
  {
    seconds: '{s} s',
    minutes: '{m} min',
    minutesSeconds: '{m} min {s} s',
    hours: '{h} h',
    hoursMinutes: '{h} h {m} min',
  },
  {
    'zh-Hans': {
      seconds: '{s} 秒',
      minutes: '{m} 分钟',
      minutesSeconds: '{m} 分 {s} 秒',
      hours: '{h} 小时',
      hoursMinutes: '{h} 小时 {m} 分',
    },
    en: {
      seconds: '{s} s',
      minutes: '{m} min',
      minutesSeconds: '{m} min {s} s',
      hours: '{h} h',
      hoursMinutes: '{h} h {m} min',
    },
  },
);
