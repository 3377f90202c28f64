import { Body, Controller, Get, Param, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { CurrentStaff, Staff } from '../access/decorators.js';
import type { StaffPrincipal } from '../access/principal.js';
import { RequestKeyOf } from '../access/request-key.js';
import type { RequestKey } from '../database/idempotency.js';
import { listOf, type List } from '../http/conventions.contract.js';
import { DomainError } from '../http/domain-error.js';
import { AdminUser, UserChange, UserCreate } from './staff.contract.js';
import { Users } from './users.service.js';

@ApiTags('Administration')
@Controller('admin/users')
export class UsersController {
  constructor(private readonly users: Users) {}

  @Get()
  @Staff('administrator')
  @ApiOperation({ summary: 'Everybody who works here, disabled people last', operationId: 'listUsers' })
  @ApiOkResponse({ standardSchema: listOf(AdminUser) })
  async list(@CurrentStaff() by: StaffPrincipal): Promise<List<AdminUser>> {
    return { items: await this.users.list(by), nextCursor: null };
  }

  @Post()
  @Staff('administrator')
  @ApiOperation({ summary: 'Adds a person with languages and roles', operationId: 'createUser' })
  @ApiCreatedResponse({ standardSchema: AdminUser })
  create(
    @CurrentStaff() by: StaffPrincipal,
    @Body({ schema: UserCreate }) body: UserCreate,
    @RequestKeyOf() key: RequestKey | null,
  ): Promise<AdminUser> {
    return this.users.create(by, body, key);
  }

  @Put(':id')
  @Staff('administrator')
  @ApiParam({ name: 'id', type: String })
  @ApiOperation({ summary: 'Changes a person: name, languages, roles, password, disabled', operationId: 'changeUser' })
  @ApiOkResponse({ standardSchema: AdminUser })
  change(
    @CurrentStaff() by: StaffPrincipal,
    @Param('id') id: string,
    @Body({ schema: UserChange }) body: UserChange,
  ): Promise<AdminUser> {
    if (!z.uuid().safeParse(id).success) throw new DomainError('not-found', 'There is no such person.');
    return this.users.change(by, id, body);
  }
}
