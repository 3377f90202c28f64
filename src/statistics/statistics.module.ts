import { Module } from '@nestjs/common';
import { DirectoryModule } from '../directory/directory.module.js';
import { DailyReport } from './daily-report.js';
import { ExportsController } from './exports.controller.js';
import { FundersReport } from './funders-report.js';
import { PeriodReport } from './period-report.js';
import { RollUp } from './roll-up.js';
import { StatisticsController } from './statistics.controller.js';
import { UsualDay } from './usual-day.js';

/** What the days were like: measures, reports, exports, and closed days kept for fast reading. */
@Module({
  imports: [DirectoryModule],
  controllers: [StatisticsController, ExportsController],
  providers: [DailyReport, PeriodReport, FundersReport, UsualDay, RollUp],
})
export class StatisticsModule {}
