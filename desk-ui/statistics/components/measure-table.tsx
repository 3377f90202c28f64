import type { Measures } from '../../../src/statistics/statistics.contract.js';
import { durationOf, numberOf, percentOf } from '../format.js';
import type { MeasuredRow } from '../state/rows.js';
import { statisticsTexts as t } from '../texts/statistics.texts.js';
import { FiguresTable } from './figures-table.js';

type Column = { label: () => string; of: (measures: Measures) => string };

const COLUMNS: readonly Column[] = [
  ...(['issued', 'walkIns', 'fromBookings', 'served', 'noShow', 'left', 'cancelled', 'expired'] as const).map(
    (key): Column => ({ label: () => t(key), of: (measures) => numberOf(measures[key]) }),
  ),
  { label: () => t('waitMedian'), of: ({ waitSeconds }) => durationOf(waitSeconds.p50) },
  { label: () => t('waitP90'), of: ({ waitSeconds }) => durationOf(waitSeconds.p90) },
  { label: () => t('withinTarget'), of: ({ withinTarget }) => percentOf(withinTarget) },
  { label: () => t('serviceMedian'), of: ({ serviceSeconds }) => durationOf(serviceSeconds.p50) },
  { label: () => t('serviceP90'), of: ({ serviceSeconds }) => durationOf(serviceSeconds.p90) },
];
const UNFINISHED: Column = { label: () => t('unfinished'), of: ({ unfinished }) => numberOf(unfinished) };

type MeasureTableProps = {
  caption: string;
  /** Head of the first column. */
  head: string;
  rows: readonly MeasuredRow[];
  total: Measures | null;
};

/** Every measure of some rows. A day that runs has a column more, for those who have not ended yet. */
export function MeasureTable({ caption, head, rows, total }: MeasureTableProps) {
  const runs = rows.some(({ measures }) => measures.unfinished > 0);
  const columns = runs ? [...COLUMNS.slice(0, 8), UNFINISHED, ...COLUMNS.slice(8)] : COLUMNS;
  return (
    <FiguresTable caption={caption} heads={[head, ...columns.map(({ label }) => label())]}>
      <tbody>
        {rows.map(({ key, label, measures }) => (
          <TableRow key={key} label={label} measures={measures} columns={columns} />
        ))}
      </tbody>
      {total !== null && (
        <tfoot>
          <TableRow label={t('total')} measures={total} columns={columns} />
        </tfoot>
      )}
    </FiguresTable>
  );
}

function TableRow({ label, measures, columns }: { label: string; measures: Measures; columns: readonly Column[] }) {
  return (
    <tr>
      <th scope="row">{label}</th>
      {columns.map(({ label: name, of }) => (
        <td key={name()}>{of(measures)}</td>
      ))}
    </tr>
  );
}
