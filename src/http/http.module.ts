import { Module, StandardSchemaValidationPipe } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import { DocumentsController } from './documents.controller.js';
import { KnownFieldsGuard } from './known-fields.guard.js';
import { MetricsController } from './metrics.controller.js';
import { invalidRequest } from './problem.js';
import { ProblemFilter } from './problem.filter.js';
import { StatusController } from './status.controller.js';

/** What every route shares: checks of bodies and queries, problem documents, status, reference and metrics. */
@Module({
  controllers: [StatusController, DocumentsController, MetricsController],
  providers: [
    { provide: APP_FILTER, useClass: ProblemFilter },
    // Behind the access guards: what is wrong with a request is told to those who may send it.
    { provide: APP_GUARD, useClass: KnownFieldsGuard },
    {
      provide: APP_PIPE,
      useFactory: () => new StandardSchemaValidationPipe({ exceptionFactory: invalidRequest }),
    },
  ],
})
export class HttpModule {}
