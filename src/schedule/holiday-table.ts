import type { HolidayCalendar } from '../directory/opening-rules.types.js';
import type { HolidayRow } from './holidays.js';

// Generated from date-holidays (ISC and CC-BY-3.0) by holiday-table-source.ts; a test compares. Do not edit.
export const HOLIDAY_TABLE: Readonly<Record<HolidayCalendar, readonly HolidayRow[]>> = {
  IT: [
    {
      name: {
        it: 'Capodanno',
        'zh-Hans': '元旦',
        en: "New Year's Day",
      },
      day: '01-01',
    },
    {
      name: {
        it: 'Epifania',
        'zh-Hans': '主显节',
        en: 'Epiphany',
      },
      day: '01-06',
    },
    {
      name: {
        it: 'Domenica di Pasqua',
        'zh-Hans': '复活节',
        en: 'Easter Sunday',
      },
      dates:
        '2020-04-12 2021-04-04 2022-04-17 2023-04-09 2024-03-31 2025-04-20 2026-04-05 2027-03-28 2028-04-16 2029-04-01 2030-04-21 2031-04-13 2032-03-28 2033-04-17 2034-04-09 2035-03-25 2036-04-13 2037-04-05 2038-04-25 2039-04-10 2040-04-01 2041-04-21 2042-04-06 2043-03-29 2044-04-17 2045-04-09 2046-03-25 2047-04-14 2048-04-05 2049-04-18 2050-04-10 2051-04-02 2052-04-21 2053-04-06 2054-03-29 2055-04-18 2056-04-02 2057-04-22 2058-04-14 2059-03-30 2060-04-18 2061-04-10 2062-03-26 2063-04-15 2064-04-06 2065-03-29 2066-04-11 2067-04-03 2068-04-22 2069-04-14',
    },
    {
      name: {
        it: 'Lunedì dell’Angelo',
        'zh-Hans': '复活节星期一',
        en: 'Easter Monday',
      },
      dates:
        '2020-04-13 2021-04-05 2022-04-18 2023-04-10 2024-04-01 2025-04-21 2026-04-06 2027-03-29 2028-04-17 2029-04-02 2030-04-22 2031-04-14 2032-03-29 2033-04-18 2034-04-10 2035-03-26 2036-04-14 2037-04-06 2038-04-26 2039-04-11 2040-04-02 2041-04-22 2042-04-07 2043-03-30 2044-04-18 2045-04-10 2046-03-26 2047-04-15 2048-04-06 2049-04-19 2050-04-11 2051-04-03 2052-04-22 2053-04-07 2054-03-30 2055-04-19 2056-04-03 2057-04-23 2058-04-15 2059-03-31 2060-04-19 2061-04-11 2062-03-27 2063-04-16 2064-04-07 2065-03-30 2066-04-12 2067-04-04 2068-04-23 2069-04-15',
    },
    {
      name: {
        it: 'Liberazione dal nazifascismo (1945)',
        'zh-Hans': '解放日',
        en: 'Liberation from Nazi-Fascism (1945)',
      },
      day: '04-25',
    },
    {
      name: {
        it: 'Festa del lavoro',
        'zh-Hans': '劳动节',
        en: 'Labour Day',
      },
      day: '05-01',
    },
    {
      name: {
        it: 'Festa della Repubblica',
        'zh-Hans': '共和国日',
        en: 'Republic Day',
      },
      day: '06-02',
    },
    {
      name: {
        it: 'Assunzione di Maria',
        'zh-Hans': '圣母升天节',
        en: 'Assumption',
      },
      day: '08-15',
    },
    {
      name: {
        it: 'Ognissanti',
        'zh-Hans': '诸圣节',
        en: "All Saints' Day",
      },
      day: '11-01',
    },
    {
      name: {
        it: 'Immacolata Concezione',
        'zh-Hans': '圣母无染原罪节',
        en: 'Immaculate Conception',
      },
      day: '12-08',
    },
    {
      name: {
        it: 'Natale di Gesù',
        'zh-Hans': '圣诞节',
        en: 'Christmas Day',
      },
      day: '12-25',
    },
    {
      name: {
        it: 'Santo Stefano',
        'zh-Hans': '圣斯德望日',
        en: 'Boxing Day',
      },
      day: '12-26',
    },
    {
      name: {
        it: "Festa nazionale di San Francesco d'Assisi",
        'zh-Hans': '圣方济各日',
        en: 'National Day of Saint Francis of Assisi',
      },
      day: '10-04',
      since: 2026,
    },
  ],
};
