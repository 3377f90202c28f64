import { z } from 'zod';

const minutes = (most: number) => z.number().int().min(0).max(most);
const days = (least: number, most: number) => z.number().int().min(least).max(most);
const count = (most: number) => z.number().int().min(1).max(most);

/** How an office takes bookings; each has a default, so a directory file names only what differs. */
export const bookingSettingFields = {
  horizonDays: days(1, 366).default(42).meta({ description: 'a day can be booked this many days ahead' }),
  releaseTime: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time from 00:00 to 23:59')
    .default('00:00')
    .meta({ description: 'wall time at which the next day of the horizon opens' }),
  noticeMinutes: minutes(43_200)
    .default(60)
    .meta({ description: 'a slot is offered until this long before its start' }),
  moveNoticeMinutes: minutes(43_200).default(60).meta({ description: 'the citizen may move until this long before' }),
  cancelNoticeMinutes: minutes(43_200)
    .default(0)
    .meta({ description: 'the citizen may cancel until this long before' }),
  holdMinutes: minutes(60)
    .min(1)
    .default(10)
    .meta({ description: 'a slot is kept this long while the form is filled in' }),
  confirmEmail: z.boolean().default(false).meta({
    description: 'a booking by e-mail counts only once its link was opened; without SMTP_URL it means nothing',
  }),
  confirmMinutes: minutes(1440).min(5).default(60).meta({ description: 'how long such a booking waits for its link' }),
  checkInFromMinutesBefore: minutes(240).default(30).meta({ description: 'check-in opens this long before the slot' }),
  graceMinutes: minutes(240)
    .default(15)
    .meta({ description: 'who checks in this late keeps the rank; after it a booking is a no-show' }),
  maxActivePerContact: count(50).default(5).meta({ description: 'active bookings of one e-mail address or phone' }),
  maxActivePerPerson: count(50).default(3).meta({ description: 'active bookings of one name' }),
  linkDaysAfter: days(0, 366)
    .default(7)
    .meta({ description: 'the link of a booking is dead this long after the visit' }),
  contactRetentionDays: days(1, 3660)
    .default(30)
    .meta({ description: 'contacts and notes are erased this long after the visit' }),
  reminderHoursBefore: z
    .number()
    .int()
    .min(0)
    .max(240)
    .default(24)
    .meta({ description: 'a reminder is sent this long before; 0 = none' }),
};

export const BookingSettings = z.object(bookingSettingFields).meta({ id: 'BookingSettings' });
export type BookingSettings = z.infer<typeof BookingSettings>;

const key = z.string().regex(/^[a-z][a-zA-Z0-9]{0,39}$/, 'a letter, then letters and digits');
const Text = z.record(z.string(), z.string().trim().min(1).max(300));

/** A question that an offering asks whoever books it. */
export const BookingField = z
  .strictObject({
    key,
    label: Text.meta({ description: 'by language tag' }),
    kind: z.enum(['text', 'number', 'date', 'yes-no', 'choice']),
    required: z.boolean().default(false),
    maxLength: z.number().int().min(1).max(200).default(100).meta({ description: 'of a text' }),
    min: z.number().optional().meta({ description: 'of a number' }),
    max: z.number().optional(),
    choices: z
      .array(z.strictObject({ code: key, label: Text }))
      .default([])
      .meta({ description: 'of a choice' }),
  })
  .meta({ id: 'BookingFieldInFile' });
export type BookingField = z.infer<typeof BookingField>;
