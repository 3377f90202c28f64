import { durationOf, percentOf } from '../format.js';
import type { MeasuredRow } from '../state/rows.js';
import { dayTexts } from '../texts/day.texts.js';
import { statisticsTexts as t } from '../texts/statistics.texts.js';
import { FiguresTable } from './figures-table.js';

/** How long each counter was open, and how much of that somebody was there; not told in a municipality's share. */
export function CounterTimes({ rows }: { rows: readonly MeasuredRow[] }) {
  const told = rows.filter(({ key, time }) => key !== 'none' && time !== undefined && time.openSeconds !== null);
  if (told.length === 0) return <p class="soft">{dayTexts('countersOfOffice')}</p>;
  const caption = dayTexts('counterTimes');
  return (
    <FiguresTable
      caption={caption}
      heads={[t('counter'), t('openTime'), t('pausedTime'), t('busyTime'), t('occupancy')]}
    >
      <tbody>
        {told.map(({ key, label, time }) => (
          <tr key={key}>
            <th scope="row">{label}</th>
            <td>{durationOf(time?.openSeconds ?? null)}</td>
            <td>{durationOf(time?.pausedSeconds ?? null)}</td>
            <td>{durationOf(time?.busySeconds ?? null)}</td>
            <td>{percentOf(time?.occupancy ?? null)}</td>
          </tr>
        ))}
      </tbody>
    </FiguresTable>
  );
}
