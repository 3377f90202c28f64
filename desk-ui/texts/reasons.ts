import type { StaffTicket } from '../../src/queue/queue.contract.js';
import { defineCatalogue } from '../../ui-kit/catalogue.js';
import { timeOf } from '../../ui-kit/format.js';
import { priorityName } from '../state/office.js';

const t = defineCatalogue(
  {
    byArrival: 'arrivo {time}',
    byBooking: 'appuntamento',
    byPriority: 'precedenza',
    byLanguage: 'lingua',
    byReturn: 'rientrato',
    byTransfer: 'trasferito',
    bookedAt: 'appuntamento {time}',
    byBookingAt: 'appuntamento {time}, posto delle {rank}',
    byLateBooking: 'appuntamento {time}, tardi: conta l’arrivo {arrival}',
  },
  {
    'zh-Hans': {
      byArrival: '{time} 取号',
      byBooking: '预约',
      byPriority: '优先',
      byLanguage: '语言',
      byReturn: '过号返回',
      byTransfer: '转办',
      bookedAt: '预约 {time}',
      byBookingAt: '预约 {time}，按 {rank} 排队',
      byLateBooking: '预约 {time}，迟到：按 {arrival} 签到排队',
    },
    en: {
      byArrival: 'came {time}',
      byBooking: 'appointment',
      byPriority: 'priority',
      byLanguage: 'language',
      byReturn: 'came back',
      byTransfer: 'transferred',
      bookedAt: 'appointment {time}',
      byBookingAt: 'appointment {time}, place of {rank}',
      byLateBooking: 'appointment {time}, late: the arrival {arrival} counts',
    },
  },
);

/** When a visitor is booked for: `appuntamento 9:40`. */
export const bookedAtText = (slotStart: string): string => t('bookedAt', { time: timeOf(slotStart) });

/** Why a ticket stands where it stands in the queue. */
export function reasonText(ticket: StaffTicket): string {
  const { rankReason, priority, issuedAt, slotStart } = ticket;
  switch (rankReason) {
    case 'arrival':
      // Late beyond the grace: the arrival counts, as for everybody who comes without an appointment.
      if (slotStart !== null) return t('byLateBooking', { time: timeOf(slotStart), arrival: timeOf(issuedAt) });
      return t('byArrival', { time: timeOf(issuedAt) });
    case 'booking':
      return bookingReason(ticket);
    case 'priority':
      return withBooking(ticket, priority === null ? t('byPriority') : priorityName(priority));
    case 'language':
      return withBooking(ticket, t('byLanguage'));
    case 'returned':
      return withBooking(ticket, t('byReturn'));
    case 'transferred':
      return withBooking(ticket, t('byTransfer'));
  }
}

function bookingReason({ slotStart, rankAt }: StaffTicket): string {
  if (slotStart === null) return t('byBooking');
  return t('byBookingAt', { time: timeOf(slotStart), rank: timeOf(rankAt) });
}

function withBooking({ slotStart }: StaffTicket, reason: string): string {
  return slotStart === null ? reason : `${bookedAtText(slotStart)} · ${reason}`;
}
