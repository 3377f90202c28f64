import { Foundation1730000000000 } from './1730000000000-foundation.js';
import { Directory1730000000001 } from './1730000000001-directory.js';
import { Queue1730000000002 } from './1730000000002-queue.js';
import { Staff1730000000003 } from './1730000000003-staff.js';
import { Devices1730000000004 } from './1730000000004-devices.js';
import { Bookings1730000000005 } from './1730000000005-bookings.js';
import { Notifications1730000000006 } from './1730000000006-notifications.js';
import { Statistics1730000000007 } from './1730000000007-statistics.js';

/** All migrations in their order; a new one goes last. */
export const MIGRATIONS = [
  Foundation1730000000000,
  Directory1730000000001,
  Queue1730000000002,
  Staff1730000000003,
  Devices1730000000004,
  Bookings1730000000005,
  Notifications1730000000006,
  Statistics1730000000007,
];
