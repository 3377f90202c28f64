import type { DailyStatistics, UsualDay } from '../../../src/statistics/statistics.contract.js';
import { officeClock } from '../../../ui-kit/office-clock.js';
import { hasBars } from '../charts/measures.js';
import { durationOf, numberOf, weekdayOf } from '../format.js';
import { today, usual } from '../state/today.js';
import { nowTexts as t } from '../texts/now.texts.js';
import { statisticsTexts } from '../texts/statistics.texts.js';
import { Chart } from './chart.js';
import { FiguresTable } from './figures-table.js';

type Hour = {
  hour: string;
  today: number | null;
  usually: number | null;
  waitToday: number | null;
  waitUsually: number | null;
};

/** Today held against what such a weekday is usually like, hour by hour. */
export function UsualSection() {
  const [day, other] = [today.answered.value?.value, usual.answered.value?.value];
  if (day === undefined || other === undefined) return null;
  const hours = hoursOf(day, other, officeClock.value.slice(11, 13));
  const bars = {
    names: hours.map(({ hour }) => String(Number(hour))),
    series: [
      { name: t('today'), values: hours.map((hour) => hour.today) },
      ...(other.days.length === 0 ? [] : [{ name: t('usually'), values: hours.map(({ usually }) => usually) }]),
    ],
    ...{ stacked: false, lying: false, counts: true, format: numberOf },
  };
  return (
    <section class="card dimension" aria-labelledby="usual-title">
      <h2 id="usual-title">{t('againstUsual')}</h2>
      {other.days.length === 0 && <p class="soft">{t('noUsual')}</p>}
      {hasBars(bars) && <Chart title={t('usualChart')} bars={bars} />}
      <UsualTable hours={hours} usual={other} />
    </section>
  );
}

function UsualTable({ hours, usual: { days, date } }: { hours: readonly Hour[]; usual: UsualDay }) {
  const weekday = weekdayOf(String(((new Date(`${date}T12:00:00Z`).getUTCDay() + 6) % 7) + 1));
  const usually = days.length === 0 ? t('usualUnknown') : t('weekday', { n: days.length, weekday });
  const caption = t('againstUsualCaption', { days: usually });
  const heads = [
    `${statisticsTexts('issued')}: ${t('today').toLowerCase()}`,
    `${statisticsTexts('issued')}: ${t('usually').toLowerCase()}`,
    `${statisticsTexts('waitMedian')}: ${t('today').toLowerCase()}`,
    `${statisticsTexts('waitMedian')}: ${t('usually').toLowerCase()}`,
  ];
  return (
    <FiguresTable caption={caption} heads={[statisticsTexts('hour'), ...heads]}>
      <tbody>
        {hours.map((hour) => (
          <tr key={hour.hour}>
            <th scope="row">{`${String(Number(hour.hour))}:00–${String(Number(hour.hour))}:59`}</th>
            <td>{numberOf(hour.today)}</td>
            <td>{numberOf(hour.usually)}</td>
            <td>{durationOf(hour.waitToday)}</td>
            <td>{durationOf(hour.waitUsually)}</td>
          </tr>
        ))}
      </tbody>
    </FiguresTable>
  );
}

// Hours to come have brought nothing yet, which is not the same as none.
function hoursOf({ byHour }: DailyStatistics, { byHour: usualHours, days }: UsualDay, nowHour: string): Hour[] {
  const hours = [...new Set([...byHour, ...usualHours].map(({ hour }) => hour))].sort();
  return hours.map((hour) => {
    const now = byHour.find((one) => one.hour === hour);
    const before = usualHours.find((one) => one.hour === hour);
    return {
      hour,
      today: hour > nowHour ? null : (now?.issued ?? 0),
      usually: days.length === 0 ? null : (before?.issued ?? 0),
      waitToday: now?.waitSeconds.p50 ?? null,
      waitUsually: before?.waitSeconds.p50 ?? null,
    };
  });
}
