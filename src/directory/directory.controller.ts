import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Public } from '../access/decorators.js';
import { LanguageQuery, listOf, type List } from '../http/conventions.contract.js';
import { Directory } from './directory.js';
import { Municipality, OfficeItem, OfficesQuery } from './directory.contract.js';
import type { Wanted } from './localize.js';
import { municipalityItem, officeItem } from './office-item.js';
import { WantedTexts } from './wanted-texts.js';

/** What the directory says whatever the time; opening hours and states are the schedule's. */
@ApiTags('Directory')
@Controller()
export class DirectoryController {
  constructor(private readonly directory: Directory) {}

  @Get('municipalities')
  @Public()
  @ApiOperation({ summary: 'All municipalities', operationId: 'listMunicipalities' })
  @ApiOkResponse({ standardSchema: listOf(Municipality) })
  municipalities(@Query({ schema: LanguageQuery }) _query: unknown, @WantedTexts() wanted: Wanted): List<Municipality> {
    const languages = this.directory.offices()[0]?.languages ?? [];
    const items = this.directory.municipalities().map((one) => municipalityItem(one, wanted, languages));
    return { items, nextCursor: null };
  }

  @Get('offices')
  @Public()
  @ApiOperation({ summary: 'All offices, or those that serve a municipality', operationId: 'listOffices' })
  @ApiOkResponse({ standardSchema: listOf(OfficeItem) })
  offices(@Query({ schema: OfficesQuery }) query: OfficesQuery, @WantedTexts() wanted: Wanted): List<OfficeItem> {
    const { municipality } = query;
    const offices = this.directory
      .offices()
      .filter((office) => municipality === undefined || office.municipalities.includes(municipality));
    return { items: offices.map((office) => officeItem(office, wanted)), nextCursor: null };
  }
}
