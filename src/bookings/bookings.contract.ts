import { z } from 'zod';
import { Address, ServiceMode } from '../directory/directory.contract.js';
import {
  Code,
  DayDate,
  Instant,
  LanguageQuery,
  LanguageTag,
  LocalizedText,
  MunicipalityCode,
} from '../http/conventions.contract.js';

export const BookingStatus = z
  .enum(['held', 'awaiting-confirmation', 'confirmed', 'checked-in', 'completed', 'lapsed', 'cancelled', 'no-show'])
  .meta({ id: 'BookingStatus' });
export type BookingStatus = z.infer<typeof BookingStatus>;

const people = z.number().int().min(1).max(20);
const extraServices = z.array(Code).max(5);

/** `a,b` of a query, or the parameter several times, as a list. */
const CodeList = z
  .union([z.string().max(400), z.array(z.string().max(400)).max(10)])
  .transform((given) => [given].flat().flatMap((text) => text.split(',').filter((code) => code !== '')))
  .pipe(extraServices)
  .meta({ description: 'codes, separated by commas' });

export const AvailabilityQuery = z.strictObject({
  service: Code,
  municipality: MunicipalityCode,
  from: DayDate.optional().meta({ description: 'first day; today when absent' }),
  to: DayDate.optional().meta({ description: 'last day, at most 62 days in all; the end of the horizon when absent' }),
  extraServices: CodeList.optional(),
  people: z.coerce.number().int().min(1).max(20).optional(),
  needsLanguage: LanguageTag.optional(),
  mode: ServiceMode.optional(),
  forStaff: z
    .stringbool()
    .optional()
    .meta({ description: 'true, for staff of the office: also what the public cannot book any more or yet' }),
  moving: z.string().max(64).optional().meta({
    description: "a booking's token (for staff also its id) whose own place counts as free: it may overlap itself",
  }),
});
export type AvailabilityQuery = z.infer<typeof AvailabilityQuery>;

/** A bookable start. `left` counts the bookings that still fit. */
export const Slot = z.object({ start: Instant, end: Instant, left: z.number().int().min(1) }).meta({ id: 'Slot' });
export type Slot = z.infer<typeof Slot>;

export const Availability = z
  .object({
    days: z.array(z.object({ date: DayDate, slots: z.array(Slot) })).meta({
      description: 'every day asked for, also those without a free slot',
    }),
    firstFree: Instant.nullable().meta({ description: 'first free start from `from` to the end of the horizon' }),
    opensNext: Instant.nullable().meta({ description: 'when the next day opens for booking' }),
    lastDay: DayDate.meta({ description: 'last day that can be booked now' }),
  })
  .meta({ id: 'Availability' });
export type Availability = z.infer<typeof Availability>;

const slotWish = {
  service: Code,
  municipality: MunicipalityCode,
  start: Instant,
  extraServices: extraServices.optional(),
  people: people.optional(),
  needsLanguage: LanguageTag.nullable().optional(),
  mode: ServiceMode.optional(),
};

export const HoldRequest = z.strictObject(slotWish).meta({ id: 'HoldRequest' });
export type HoldRequest = z.infer<typeof HoldRequest>;

export const Hold = z
  .object({
    id: z.uuid().meta({ description: 'acts as a secret: whoever knows it may confirm' }),
    start: Instant,
    end: Instant,
    expiresAt: Instant,
    renewable: z.boolean(),
  })
  .meta({ id: 'Hold' });
export type Hold = z.infer<typeof Hold>;

const name = z.string().trim().min(1).max(80);
const email = z.email().max(254);
/** E.164: a plus and at most fifteen digits. */
const Phone = z.string().regex(/^\+[1-9]\d{5,14}$/, 'a phone number with its country, such as +393331234567');

/** Who comes, as the citizen gives it: a name and an e-mail address or a phone. */
export const ContactRequest = z
  .strictObject({
    name,
    surname: name,
    email: email.nullable().optional(),
    phone: Phone.nullable().optional(),
    language: LanguageTag,
  })
  .refine((contact) => contact.email != null || contact.phone != null, {
    path: ['email'],
    message: 'an e-mail address or a phone number is needed',
  })
  .meta({ id: 'ContactRequest' });
export type ContactRequest = z.infer<typeof ContactRequest>;

/** Who comes, as staff may give it: anything may be missing. */
export const StaffContactRequest = z
  .strictObject({
    name: name.nullable().optional(),
    surname: name.nullable().optional(),
    email: email.nullable().optional(),
    phone: Phone.nullable().optional(),
    language: LanguageTag.optional(),
  })
  .meta({ id: 'StaffContactRequest' });

const notes = z.string().trim().max(200);
const fieldAnswer = z.union([z.string().max(200), z.number(), z.boolean()]);
const fields = z
  .record(z.string().max(40), fieldAnswer)
  .refine((answers) => Object.keys(answers).length <= 20, 'too many answers')
  .meta({ description: 'answers to the questions of the services, by key' });

/** A citizen confirms a hold. */
export const BookingRequest = z
  .strictObject({
    holdId: z.uuid(),
    contact: ContactRequest,
    notes: notes.optional(),
    fields: fields.optional(),
    privacyAccepted: z.literal(true).meta({ description: "the municipality's privacy notice was read" }),
  })
  .meta({ id: 'BookingRequest' });
export type BookingRequest = z.infer<typeof BookingRequest>;

/** Staff book for somebody, without a hold; `force` books on top of capacity, on purpose. */
export const StaffBookingRequest = z
  .strictObject({
    ...slotWish,
    contact: StaffContactRequest.optional(),
    notes: notes.optional(),
    fields: fields.optional(),
    force: z.boolean().optional(),
  })
  .meta({ id: 'StaffBookingRequest' });
export type StaffBookingRequest = z.infer<typeof StaffBookingRequest>;

export const AnyBookingRequest = z.union([BookingRequest, StaffBookingRequest]);
export type AnyBookingRequest = z.infer<typeof AnyBookingRequest>;

export const RescheduleRequest = z.strictObject({ start: Instant }).meta({ id: 'RescheduleRequest' });
export type RescheduleRequest = z.infer<typeof RescheduleRequest>;
export const StaffRescheduleRequest = z
  .strictObject({ start: Instant, force: z.boolean().optional() })
  .meta({ id: 'StaffRescheduleRequest' });
export type StaffRescheduleRequest = z.infer<typeof StaffRescheduleRequest>;
export const BookingCancelRequest = z
  .strictObject({ reason: z.string().trim().max(200).optional() })
  .meta({ id: 'BookingCancelRequest' });
export type BookingCancelRequest = z.infer<typeof BookingCancelRequest>;
/** What the link in the e-mail proves: that whoever opens it reads that address. */
export const ConfirmRequest = z.strictObject({ proof: z.string().min(1).max(64) }).meta({ id: 'ConfirmRequest' });
export type ConfirmRequest = z.infer<typeof ConfirmRequest>;
export const EmptyBody = z.strictObject({}).meta({ id: 'EmptyBody' });

/** Who comes, as far as it is known and not erased yet. */
export const BookingContact = z
  .object({
    name: z.string().nullable(),
    surname: z.string().nullable(),
    email: z.string().nullable(),
    phone: z.string().nullable(),
    language: z.string(),
  })
  .meta({ id: 'BookingContact' });
export type BookingContact = z.infer<typeof BookingContact>;

const bookingFields = {
  id: z.uuid(),
  code: z.string().meta({ description: 'for the kiosk, read without regard to case', example: 'K7M4QXP' }),
  office: z.string(),
  officeName: LocalizedText,
  officeNameLanguage: z.string().optional(),
  address: Address,
  service: z.string(),
  serviceName: LocalizedText,
  serviceNameLanguage: z.string().optional(),
  extraServices: z.array(z.string()),
  municipality: MunicipalityCode,
  needsLanguage: z.string().nullable(),
  mode: ServiceMode,
  people: z.number().int(),
  start: Instant,
  end: Instant,
  status: BookingStatus,
  contact: BookingContact,
  notes: z.string().nullable(),
  fields: z.record(z.string(), fieldAnswer),
  documents: z.array(LocalizedText).meta({ description: 'what to bring, of all services of the visit, each once' }),
  checkInFrom: Instant.nullable().meta({ description: 'null = no check-in: by phone or video' }),
  confirmBefore: Instant.nullable().meta({ description: 'until when an awaiting booking is kept' }),
};

/** A booking as whoever holds its link sees it. */
export const Booking = z
  .object({
    ...bookingFields,
    token: z.string(),
    mayMoveUntil: Instant.nullable().meta({ description: 'null = it may not be moved any more' }),
    mayCancelUntil: Instant.nullable(),
    emailTo: z.string().nullable().meta({ description: 'address that messages go to; null = none is sent' }),
    ticket: z.object({ number: z.string() }).nullable().meta({ description: 'what is called, once checked in' }),
    links: z.object({ manage: z.string(), calendar: z.string() }),
  })
  .meta({ id: 'Booking' });
export type Booking = z.infer<typeof Booking>;

/** A booking as staff see it. */
export const StaffBooking = z
  .object({
    ...bookingFields,
    createdAt: Instant,
    byStaff: z.boolean(),
    forced: z.boolean().meta({ description: 'was booked on top of capacity' }),
    late: z.boolean().meta({ description: 'checked in after the grace' }),
    checkedInAt: Instant.nullable(),
    ticket: z.object({ id: z.uuid(), number: z.string() }).nullable(),
    cancelReason: z.string().nullable(),
    contactErased: z.boolean(),
  })
  .meta({ id: 'StaffBooking' });
export type StaffBooking = z.infer<typeof StaffBooking>;

export const BookingsQuery = LanguageQuery.extend({
  date: DayDate.optional().meta({ description: 'today when neither date nor query is given' }),
  query: z.string().trim().max(80).optional().meta({ description: 'name, surname, code, e-mail address or phone' }),
});
export type BookingsQuery = z.infer<typeof BookingsQuery>;

/** A stretch of time in which a pool has more bookings than places, until it is resolved. */
export const OverbookedSlot = z
  .object({
    pool: z.string(),
    language: z.string().nullable().meta({ description: 'of a pool of mediators' }),
    start: Instant,
    end: Instant,
    capacity: z.number().int(),
    taken: z.number().int(),
    bookings: z.array(StaffBooking),
  })
  .meta({ id: 'OverbookedSlot' });
export type OverbookedSlot = z.infer<typeof OverbookedSlot>;

/** One recorded fact about a booking; nothing about the person. */
export const BookingEvent = z
  .object({
    type: z.string(),
    at: Instant,
    actor: z.string().nullable().meta({ description: 'name of the operator or device, or the kind of caller' }),
    details: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'BookingEvent' });
export type BookingEvent = z.infer<typeof BookingEvent>;
