import { Controller, Get, Param, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { CurrentStaff, ShareOfOffice } from '../access/decorators.js';
import type { StaffPrincipal } from '../access/principal.js';
import { Directory } from '../directory/directory.js';
import type { OfficeRecord } from '../directory/directory.types.js';
import type { Wanted } from '../directory/localize.js';
import { OfficeBySlug } from '../directory/office-by-slug.pipe.js';
import { WantedTexts } from '../directory/wanted-texts.js';
import { csvOf } from './csv-export.js';
import { columnsOf, FUNDERS_COLUMNS } from './export-columns.js';
import { FundersReport } from './funders-report.js';
import { PeriodReport, type PeriodWish } from './period-report.js';
import { shareOf } from './share.js';
import { ExportQuery, RangeQuery } from './statistics.contract.js';
import { xlsxOf } from './xlsx-export.js';

const CSV = 'text/csv; charset=utf-8';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const asFile = (type: string) => ({ content: { [type]: { schema: { type: 'string', format: 'binary' } as const } } });

/** Periods and the funders' report as files, streamed while they are read. */
@ApiTags('Statistics')
@ApiParam({ name: 'office', schema: { type: 'string' } })
@Controller('offices/:office')
export class ExportsController {
  constructor(
    private readonly directory: Directory,
    private readonly periods: PeriodReport,
    private readonly funders: FundersReport,
  ) {}

  @Get('statistics.csv')
  @ShareOfOffice('coordinator')
  @ApiOperation({ summary: 'A period as CSV', operationId: 'exportPeriodAsCsv' })
  @ApiOkResponse(asFile('text/csv'))
  csv(
    @Param('office', OfficeBySlug) office: OfficeRecord,
    @CurrentStaff() by: StaffPrincipal,
    @Query({ schema: ExportQuery }) query: ExportQuery,
    @WantedTexts() wanted: Wanted,
  ): StreamableFile {
    const wish = this.wish(office, by, query, wanted);
    return new StreamableFile(csvOf(columnsOf(wish.by), this.periods.items(wish)), named(CSV, office, query, 'csv'));
  }

  @Get('statistics.xlsx')
  @ShareOfOffice('coordinator')
  @ApiOperation({ summary: 'A period as a workbook', operationId: 'exportPeriodAsXlsx' })
  @ApiOkResponse(asFile(XLSX))
  xlsx(
    @Param('office', OfficeBySlug) office: OfficeRecord,
    @CurrentStaff() by: StaffPrincipal,
    @Query({ schema: ExportQuery }) query: ExportQuery,
    @WantedTexts() wanted: Wanted,
  ): StreamableFile {
    const wish = this.wish(office, by, query, wanted);
    const file = xlsxOf(wish.by, columnsOf(wish.by), this.periods.items(wish));
    return new StreamableFile(file, named(XLSX, office, query, 'xlsx'));
  }

  @Get('statistics/funders.csv')
  @ShareOfOffice('coordinator')
  @ApiOperation({ summary: "The funders' report as CSV", operationId: 'exportFundersReportAsCsv' })
  @ApiOkResponse(asFile('text/csv'))
  async fundersCsv(
    @Param('office', OfficeBySlug) office: OfficeRecord,
    @CurrentStaff() by: StaffPrincipal,
    @Query({ schema: RangeQuery }) query: RangeQuery,
    @WantedTexts() wanted: Wanted,
  ): Promise<StreamableFile> {
    const items = await this.fundersItems(office, by, query, wanted);
    return new StreamableFile(csvOf(FUNDERS_COLUMNS, items), named(CSV, office, query, 'csv', 'funders'));
  }

  @Get('statistics/funders.xlsx')
  @ShareOfOffice('coordinator')
  @ApiOperation({ summary: "The funders' report as a workbook", operationId: 'exportFundersReportAsXlsx' })
  @ApiOkResponse(asFile(XLSX))
  async fundersXlsx(
    @Param('office', OfficeBySlug) office: OfficeRecord,
    @CurrentStaff() by: StaffPrincipal,
    @Query({ schema: RangeQuery }) query: RangeQuery,
    @WantedTexts() wanted: Wanted,
  ): Promise<StreamableFile> {
    const items = await this.fundersItems(office, by, query, wanted);
    return new StreamableFile(xlsxOf('funders', FUNDERS_COLUMNS, items), named(XLSX, office, query, 'xlsx', 'funders'));
  }

  // What is wrong with the wish is said before the file begins: later there is no way to take it back.
  private wish(office: OfficeRecord, by: StaffPrincipal, query: ExportQuery, wanted: Wanted): PeriodWish {
    const { from, to, by: dimension } = query;
    const share = shareOf(this.directory, office, by);
    const wish = { office, range: { from, to }, by: dimension, share, wanted: oneLanguage(wanted) };
    this.periods.check(wish);
    return wish;
  }

  private async fundersItems(office: OfficeRecord, by: StaffPrincipal, { from, to }: RangeQuery, wanted: Wanted) {
    const share = shareOf(this.directory, office, by);
    const { items } = await this.funders.of(office, { from, to }, share, oneLanguage(wanted));
    return items;
  }
}

// A cell has room for one text.
function oneLanguage({ languages }: Wanted): Wanted {
  return { languages, all: false };
}

function named(type: string, { slug }: OfficeRecord, { from, to }: RangeQuery, ending: string, what = 'statistics') {
  return { type, disposition: `attachment; filename="${slug}-${what}-${from}-${to}.${ending}"` };
}
