import type { BookingMeasures, Measures } from '../../../src/statistics/statistics.contract.js';
import { Facts } from '../../components/facts.js';
import { durationOf, numberOf, percentOf } from '../format.js';
import { statisticsTexts as t } from '../texts/statistics.texts.js';
import { FiguresTable } from './figures-table.js';
import { Tiles } from './tiles.js';

type TotalsProps = { total: Measures; bookings: BookingMeasures; targetMinutes: number | null };

/** All tickets of the days together: counts, times, and the bookings beside them. */
export function Totals({ total, bookings, targetMinutes }: TotalsProps) {
  const within =
    targetMinutes === null ? {} : { note: t('withinTargetOf', { n: total.targetCounted, m: targetMinutes }) };
  return (
    <>
      <Tiles
        tiles={[
          { label: t('issued'), value: numberOf(total.issued), note: kinds(total) },
          { label: t('served'), value: numberOf(total.served) },
          { label: t('noShow'), value: numberOf(total.noShow) },
          { label: t('waitMedian'), value: durationOf(total.waitSeconds.p50) },
          { label: t('withinTarget'), value: percentOf(total.withinTarget), ...within },
          { label: t('serviceMedian'), value: durationOf(total.serviceSeconds.p50) },
        ]}
      />
      <div class="totals">
        <TimesTable total={total} />
        <div class="totals-side">
          <section class="card">
            <h2>{t('tickets')}</h2>
            <Facts facts={OTHER_COUNTS.map((key) => [t(key), numberOf(total[key])])} />
          </section>
          <BookingFacts bookings={bookings} />
        </div>
      </div>
    </>
  );
}

const OTHER_COUNTS = [
  'left',
  'cancelled',
  'expired',
  'unfinished',
  'transferred',
  'transfers',
  'recalls',
  'returned',
] as const;

function kinds({ walkIns, fromBookings }: Measures): string {
  return `${t('walkIns')} ${numberOf(walkIns)} · ${t('fromBookings')} ${numberOf(fromBookings)}`;
}

const TIMES = [
  ['waitAll', 'waitSeconds'],
  ['waitWalkIns', 'walkInWaitSeconds'],
  ['waitBookings', 'bookingWaitSeconds'],
  ['waitOpen', 'openWaitSeconds'],
  ['waitGap', 'gapSeconds'],
  ['walking', 'walkingSeconds'],
  ['service', 'serviceSeconds'],
  ['totalTime', 'totalSeconds'],
] as const;

function TimesTable({ total }: { total: Measures }) {
  return (
    <section class="card">
      <FiguresTable caption={t('times')} heads={['', t('counted'), t('mean'), t('median'), t('p90'), t('max')]}>
        <tbody>
          {TIMES.map(([label, key]) => (
            <tr key={key}>
              <th scope="row">{t(label)}</th>
              <td>{numberOf(total[key].count)}</td>
              {(['mean', 'p50', 'p90', 'max'] as const).map((part) => (
                <td key={part}>{durationOf(total[key][part])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </FiguresTable>
    </section>
  );
}

function BookingFacts({ bookings }: { bookings: BookingMeasures }) {
  return (
    <section class="card">
      <h2>{t('bookingsTitle')}</h2>
      <Facts
        facts={[
          [t('booked'), numberOf(bookings.booked)],
          [t('checkedIn'), numberOf(bookings.checkedIn)],
          [t('bookingNoShow'), numberOf(bookings.noShow)],
          [t('bookingCancelled'), numberOf(bookings.cancelled)],
          [t('noShowShare'), percentOf(bookings.noShowShare)],
          [t('capacityUsed'), percentOf(bookings.capacityUsed)],
          [t('leadTime'), durationOf(bookings.leadTimeSeconds.p50)],
          [t('tardiness'), durationOf(bookings.tardinessSeconds.p50)],
        ]}
      />
    </section>
  );
}
