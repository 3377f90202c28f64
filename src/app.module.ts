import { DynamicModule, Module } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { AccessModule } from './access/access.module.js';
import type { Clock } from './clock/clock.js';
import { ClockModule } from './clock/clock.module.js';
import { BookingsModule } from './bookings/bookings.module.js';
import { ConfigModule } from './config/config.module.js';
import type { ResolvedSettings } from './config/resolve-settings.js';
import { DatabaseModule } from './database/database.module.js';
import { DevicesModule } from './devices/devices.module.js';
import { DirectoryModule } from './directory/directory.module.js';
import { HttpModule } from './http/http.module.js';
import { LiveModule } from './live/live.module.js';
import { NotificationsModule } from './notifications/notifications.module.js';
import { PrivacyModule } from './privacy/privacy.module.js';
import { QueueModule } from './queue/queue.module.js';
import { ScheduleModule } from './schedule/schedule.module.js';
import { StaffModule } from './staff/staff.module.js';
import { StatisticsModule } from './statistics/statistics.module.js';

/** What was opened before the app is made. */
export type Opened = { settings: ResolvedSettings; dataSource: DataSource; clock: Clock };

/** All rooms, wired. */
@Module({})
export class AppModule {
  static with({ settings, dataSource, clock }: Opened): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.with(settings),
        ClockModule.with(clock),
        DatabaseModule.with(dataSource),
        AccessModule,
        HttpModule,
        DirectoryModule,
        ScheduleModule,
        StaffModule,
        DevicesModule,
        BookingsModule,
        QueueModule,
        LiveModule,
        StatisticsModule,
        NotificationsModule,
        PrivacyModule,
      ],
    };
  }
}
