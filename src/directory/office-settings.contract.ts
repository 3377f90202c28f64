import { z } from 'zod';

const minutes = (most: number) => z.number().int().min(0).max(most);

/** How an office works; each has a default, so a directory file names only what differs. */
export const officeSettingFields = {
  waitTargetMinutes: minutes(600)
    .min(1)
    .default(15)
    .meta({ description: 'a wait up to this long counts as within target' }),
  languageFallbackMinutes: minutes(600)
    .default(15)
    .meta({ description: 'after this wait a ticket that needs a language may go to any counter' }),
  languageAdvantageMinutes: minutes(120)
    .default(5)
    .meta({ description: 'at a counter that speaks it, such a ticket counts this much older' }),
  bookingPrecedenceMinutes: minutes(120)
    .default(10)
    .meta({ description: 'a booking is ranked this long before its slot' }),
  recallsBeforeNoShow: z
    .number()
    .int()
    .min(0)
    .max(20)
    .default(3)
    .meta({ description: 'after so many recalls the next step is no-show' }),
  noShowReturnMinutes: minutes(600)
    .default(30)
    .meta({ description: 'for this long a no-show may come back once, to its old rank' }),
  noShowPauseMinutes: minutes(60)
    .default(2)
    .meta({ description: 'for this long a returned no-show is not called again' }),
  ticketsFromMinutesBefore: minutes(240)
    .default(0)
    .meta({ description: 'the kiosk gives tickets this long before an opening' }),
  dayCloseGraceMinutes: minutes(720)
    .default(120)
    .meta({ description: 'the day is closed this long after the last opening ends' }),
  operatorStatistics: z
    .boolean()
    .default(true)
    .meta({ description: 'statistics may be looked at by operator; off, they are not kept by operator either' }),
  unattendedTickets: z.boolean().default(true).meta({ description: 'tickets are given while no counter is open' }),
};

export const OfficeSettings = z.object(officeSettingFields).meta({ id: 'OfficeSettings' });
export type OfficeSettings = z.infer<typeof OfficeSettings>;
