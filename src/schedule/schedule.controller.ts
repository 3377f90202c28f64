import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Public } from '../access/decorators.js';
import { Clock } from '../clock/clock.js';
import { SETTINGS } from '../config/config.module.js';
import type { ResolvedSettings } from '../config/resolve-settings.js';
import { Directory } from '../directory/directory.js';
import { OfficeDetail, ServiceItem, ServicesQuery, type OfficesQuery } from '../directory/directory.contract.js';
import type { OfficeRecord } from '../directory/directory.types.js';
import type { Wanted } from '../directory/localize.js';
import { OfficeBySlug } from '../directory/office-by-slug.pipe.js';
import { WantedTexts } from '../directory/wanted-texts.js';
import { LanguageQuery, listOf, type List } from '../http/conventions.contract.js';
import { daysAsked, officeDetail, openingDay, serviceItem } from './office-views.js';
import { OpeningDay, OpeningHoursQuery } from './schedule.contract.js';

/** What the directory says of an office at this time: open or closed, tickets or none, and its hours. */
@ApiTags('Directory')
@ApiParam({ name: 'office', schema: { type: 'string' } })
@Controller('offices/:office')
export class ScheduleController {
  constructor(
    private readonly directory: Directory,
    private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Pick<ResolvedSettings, 'smtpUrl'>,
  ) {}

  @Get()
  @Public()
  @ApiOperation({ summary: 'An office, open or closed, and who is there', operationId: 'getOffice' })
  @ApiOkResponse({ standardSchema: OfficeDetail })
  async office(
    @Param('office', OfficeBySlug) office: OfficeRecord,
    @Query({ schema: LanguageQuery }) _query: unknown,
    @WantedTexts() wanted: Wanted,
  ): Promise<OfficeDetail> {
    const attendance = await this.directory.attendance(office.id);
    return officeDetail(office, this.clock.now(), attendance, wanted, this.settings.smtpUrl !== null);
  }

  @Get('services')
  @Public()
  @ApiOperation({ summary: 'What an office offers, or what it offers for a municipality', operationId: 'listServices' })
  @ApiOkResponse({ standardSchema: listOf(ServiceItem) })
  services(
    @Param('office', OfficeBySlug) office: OfficeRecord,
    @Query({ schema: ServicesQuery }) { municipality }: OfficesQuery,
    @WantedTexts() wanted: Wanted,
  ): List<ServiceItem> {
    const now = this.clock.now();
    const offerings = office.offerings.filter(
      (one) => municipality === undefined || one.municipalities.includes(municipality),
    );
    return { items: offerings.map((one) => serviceItem(office, one, now, wanted)), nextCursor: null };
  }

  @Get('opening-hours')
  @Public()
  @ApiOperation({
    summary: 'Opening hours of up to 62 days, holidays and closures counted',
    operationId: 'listOpeningHours',
  })
  @ApiOkResponse({ standardSchema: listOf(OpeningDay) })
  openingHours(
    @Param('office', OfficeBySlug) office: OfficeRecord,
    @Query({ schema: OpeningHoursQuery }) query: OpeningHoursQuery,
    @WantedTexts() wanted: Wanted,
  ): List<OpeningDay> {
    const days = daysAsked(office, query, this.clock.now());
    return { items: days.map((day) => openingDay(office, day, wanted)), nextCursor: null };
  }
}
