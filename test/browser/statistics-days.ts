import type { Imagined } from '../integration/statistics-facts.js';

export const MONDAY = '2026-11-23';
export const TUESDAY = '2026-11-24';

const PLACES = ['048043', '048017', '048006', null];
const LANGUAGES = ['it', 'zh-Hans', 'it', 'en', 'zh-Hans'];

function imagined(day: string, issued: number, more: Partial<Imagined> = {}): Imagined {
  return {
    ...{ day, issued, service: 0, municipality: '048043', language: 'it', source: 'kiosk', slotAfter: 0 },
    ...{ visits: [{ after: 600, counter: 0, walked: 30, worked: 300 }], ending: 'served', stayed: 0 },
    ...{ recalls: 0, transfers: 0, returns: 0 },
    ...more,
  };
}

/** Four Tuesdays with ten tickets in each hour from nine to twelve. */
export function tuesdaysBefore(): Imagined[] {
  return ['2026-10-27', '2026-11-03', '2026-11-10', '2026-11-17'].flatMap((day, week) =>
    Array.from({ length: 30 }, (_, index) =>
      imagined(day, 3600 + index * 360, {
        service: index % 4,
        visits: [{ after: 300 + 60 * ((index + week) % 9), counter: index % 3, walked: 30, worked: 420 }],
      }),
    ),
  );
}

/** Forty tickets of all kinds: every fourth by a booking, every tenth a no-show, another tenth left. */
export function aMonday(): Imagined[] {
  return Array.from({ length: 40 }, (_, index) => {
    const booked = index % 4 === 3;
    const ending = index % 10 === 4 ? 'no-show' : index % 10 === 9 ? 'left' : 'served';
    const visit = { after: 60 * (4 + (index % 10)), counter: index % 4, walked: 30, worked: 330 };
    return imagined(MONDAY, 3600 + index * 350, {
      service: index % 7,
      municipality: PLACES[index % 4] ?? null,
      language: LANGUAGES[index % 5] ?? 'it',
      source: booked ? 'booking' : index % 3 === 0 ? 'desk' : 'kiosk',
      ...{ ending, stayed: 1200, visits: ending === 'left' ? [] : [visit] },
    });
  });
}
