import { Injectable, type PipeTransform } from '@nestjs/common';
import { Directory } from './directory.js';
import type { OfficeRecord } from './directory.types.js';

/**
 * The office of an `:office` parameter: `@Param('office', OfficeBySlug) office: OfficeRecord`.
 *
 * @throws DomainError `not-found`
 */
@Injectable()
export class OfficeBySlug implements PipeTransform<string, OfficeRecord> {
  constructor(private readonly directory: Directory) {}

  transform(slug: string): OfficeRecord {
    return this.directory.office(slug);
  }
}
