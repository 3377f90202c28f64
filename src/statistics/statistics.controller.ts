import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { CurrentStaff, ShareOfOffice } from '../access/decorators.js';
import type { StaffPrincipal } from '../access/principal.js';
import { Directory } from '../directory/directory.js';
import type { OfficeRecord } from '../directory/directory.types.js';
import type { Wanted } from '../directory/localize.js';
import { OfficeBySlug } from '../directory/office-by-slug.pipe.js';
import { WantedTexts } from '../directory/wanted-texts.js';
import { DailyReport } from './daily-report.js';
import { FundersReport } from './funders-report.js';
import { PeriodReport } from './period-report.js';
import { shareOf } from './share.js';
import * as contract from './statistics.contract.js';
import { UsualDay } from './usual-day.js';

/** Figures for coordinators; a municipality's own coordinator gets its share of them. */
@ApiTags('Statistics')
@ApiParam({ name: 'office', schema: { type: 'string' } })
@Controller('offices/:office/statistics')
export class StatisticsController {
  constructor(
    private readonly directory: Directory,
    private readonly daily: DailyReport,
    private readonly periods: PeriodReport,
    private readonly funders: FundersReport,
    private readonly usualDays: UsualDay,
  ) {}

  @Get()
  @ShareOfOffice('coordinator')
  @ApiOperation({ summary: 'Measures of a period, cut by one dimension', operationId: 'getPeriodStatistics' })
  @ApiOkResponse({ standardSchema: contract.PeriodStatistics })
  period(
    @Param('office', OfficeBySlug) office: OfficeRecord,
    @CurrentStaff() by: StaffPrincipal,
    @Query({ schema: contract.PeriodQuery }) { from, to, by: dimension, total }: contract.PeriodQuery,
    @WantedTexts() wanted: Wanted,
  ): Promise<contract.PeriodStatistics> {
    const share = shareOf(this.directory, office, by);
    return this.periods.of({ office, range: { from, to }, by: dimension, share, wanted }, total ?? false);
  }

  @Get('daily')
  @ShareOfOffice('coordinator')
  @ApiOperation({ summary: 'Measures of one day in every dimension', operationId: 'getDailyStatistics' })
  @ApiOkResponse({ standardSchema: contract.DailyStatistics })
  day(
    @Param('office', OfficeBySlug) office: OfficeRecord,
    @CurrentStaff() by: StaffPrincipal,
    @Query({ schema: contract.DailyQuery }) { date }: contract.DailyQuery,
    @WantedTexts() wanted: Wanted,
  ): Promise<contract.DailyStatistics> {
    return this.daily.of(office, date, shareOf(this.directory, office, by), wanted);
  }

  @Get('usual')
  @ShareOfOffice('coordinator')
  @ApiOperation({ summary: 'What such a weekday is usually like', operationId: 'getUsualDay' })
  @ApiOkResponse({ standardSchema: contract.UsualDay })
  usual(
    @Param('office', OfficeBySlug) office: OfficeRecord,
    @CurrentStaff() by: StaffPrincipal,
    @Query({ schema: contract.DailyQuery }) { date }: contract.DailyQuery,
  ): Promise<contract.UsualDay> {
    return this.usualDays.of(office, date, shareOf(this.directory, office, by));
  }

  @Get('funders')
  @ShareOfOffice('coordinator')
  @ApiOperation({ summary: 'Visits by language, service and municipality', operationId: 'getFundersReport' })
  @ApiOkResponse({ standardSchema: contract.FundersReport })
  report(
    @Param('office', OfficeBySlug) office: OfficeRecord,
    @CurrentStaff() by: StaffPrincipal,
    @Query({ schema: contract.RangeQuery }) { from, to }: contract.RangeQuery,
    @WantedTexts() wanted: Wanted,
  ): Promise<contract.FundersReport> {
    return this.funders.of(office, { from, to }, shareOf(this.directory, office, by), wanted);
  }
}
