import { daysAfter } from '../../state/wall-time.js';

/** Stretches of days that are asked for most. */
export const PRESETS = ['this-week', 'last-week', 'this-month', 'last-month', 'this-year'] as const;
export type Preset = (typeof PRESETS)[number];

/** The days of a preset, both counted; one that still runs ends today. Weeks begin on Monday. */
export function presetDays(preset: Preset, today: string): { from: string; to: string } {
  const month = `${today.slice(0, 7)}-01`;
  const monday = daysAfter(today, -weekdayIndex(today));
  const lastMonth = `${daysAfter(month, -1).slice(0, 7)}-01`;
  switch (preset) {
    case 'this-week':
      return { from: monday, to: today };
    case 'last-week':
      return { from: daysAfter(monday, -7), to: daysAfter(monday, -1) };
    case 'this-month':
      return { from: month, to: today };
    case 'last-month':
      return { from: lastMonth, to: daysAfter(month, -1) };
    case 'this-year':
      return { from: `${today.slice(0, 4)}-01-01`, to: today };
  }
}

/** The preset that these days are, or null. */
export function presetOf(days: { from: string; to: string }, today: string): Preset | null {
  const same = (preset: Preset) => {
    const { from, to } = presetDays(preset, today);
    return from === days.from && to === days.to;
  };
  return PRESETS.find(same) ?? null;
}

// 0 is Monday.
function weekdayIndex(date: string): number {
  return (new Date(`${date}T12:00:00Z`).getUTCDay() + 6) % 7;
}
