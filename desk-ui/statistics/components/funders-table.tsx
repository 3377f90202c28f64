import type { FundersItem, FundersReport } from '../../../src/statistics/statistics.contract.js';
import { textOf } from '../../../ui-kit/catalogue.js';
import { languageNameOf } from '../../../ui-kit/format.js';
import { municipalityName } from '../../state/office.js';
import { numberOf } from '../format.js';
import { periodTexts as t } from '../texts/period.texts.js';
import { statisticsTexts } from '../texts/statistics.texts.js';
import { FiguresTable } from './figures-table.js';

const COUNTS = ['issued', 'served', 'walkIns', 'fromBookings'] as const;

/** Visits by language, service and municipality; small counts are not told. */
export function FundersTable({ report }: { report: FundersReport }) {
  const { items, total } = report;
  const hidden = items.some(({ suppressed }) => suppressed);
  if (items.length === 0) return <p>{t('noVisits')}</p>;
  return (
    <section class="card">
      <FiguresTable
        caption={t('fundersCaption')}
        class="funders"
        heads={(['language', 'byService', 'municipality', ...COUNTS] as const).map((key) => statisticsTexts(key))}
      >
        <tbody>
          {items.map((item) => (
            <FundersRow key={`${item.language} ${item.service} ${item.municipality ?? ''}`} item={item} />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={3}>
              {statisticsTexts('total')}
            </th>
            {COUNTS.map((key) => (
              <td key={key}>{total[key] === null ? t('suppressedTotal') : numberOf(total[key])}</td>
            ))}
          </tr>
        </tfoot>
      </FiguresTable>
      {hidden && <p class="soft">{t('suppressedWhy')}</p>}
      {total.issued === null && <p class="soft">{t('totalWhy')}</p>}
    </section>
  );
}

function FundersRow({ item }: { item: FundersItem }) {
  const { language, service, serviceName, municipality, suppressed } = item;
  return (
    <tr>
      <th scope="row">{languageNameOf(language)}</th>
      <td>{serviceName === null ? service : textOf(serviceName).text}</td>
      <td>{municipality === null ? statisticsTexts('municipalityUnknown') : municipalityName(municipality)}</td>
      {COUNTS.map((key) => (
        <td key={key}>{suppressed ? t('suppressed') : numberOf(item[key])}</td>
      ))}
    </tr>
  );
}
