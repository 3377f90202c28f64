import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Repeated } from '../clock/repeated.js';
import { Directory } from './directory.js';

const LOOK_EVERY_MS = 1000;

/** Looks once a second whether the directory has changed, so that every node learns of it without a restart. */
@Injectable()
export class DirectoryWatch implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('directory');
  private readonly looks = new Repeated(LOOK_EVERY_MS, () => this.look());

  constructor(private readonly directory: Directory) {}

  onApplicationBootstrap(): void {
    this.looks.startLater();
  }

  onModuleDestroy(): Promise<void> {
    return this.looks.stop();
  }

  private async look(): Promise<void> {
    try {
      await this.directory.refreshIfChanged();
    } catch (error) {
      // The database is away for a moment: what is in memory still holds, and the next look is a second away.
      this.logger.debug(`the directory was not read: ${String(error)}`);
    }
  }
}
