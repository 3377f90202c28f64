import type { BookingEvent, StaffBooking } from '../../src/bookings/bookings.contract.js';
import type { ServiceMode } from '../../src/directory/directory.contract.js';
import { defineCatalogue } from '../../ui-kit/catalogue.js';
import { dayAndTimeOf } from '../../ui-kit/format.js';
import type { IconName } from '../../ui-kit/components/icon.js';
import { nameOf } from '../state/booking-rules.js';
import { user } from '../state/session.js';

const statuses = defineCatalogue(
  {
    held: 'in compilazione',
    'awaiting-confirmation': 'da confermare via e-mail',
    confirmed: 'confermato',
    'checked-in': 'arrivato',
    completed: 'concluso',
    lapsed: 'scaduto, mai confermato',
    cancelled: 'annullato',
    'no-show': 'assente',
    inCall: 'telefonata in corso',
    inVideo: 'video in corso',
  },
  {
    'zh-Hans': {
      held: '填写中',
      'awaiting-confirmation': '待邮件确认',
      confirmed: '已确认',
      'checked-in': '已签到',
      completed: '已结束',
      lapsed: '未确认，已失效',
      cancelled: '已取消',
      'no-show': '未到',
      inCall: '通话中',
      inVideo: '视频通话中',
    },
    en: {
      held: 'being filled in',
      'awaiting-confirmation': 'to be confirmed by e-mail',
      confirmed: 'confirmed',
      'checked-in': 'checked in',
      completed: 'finished',
      lapsed: 'lapsed, never confirmed',
      cancelled: 'cancelled',
      'no-show': 'no-show',
      inCall: 'on the phone now',
      inVideo: 'on video now',
    },
  },
);

const ICONS: Record<StaffBooking['status'], IconName> = {
  held: 'clock',
  'awaiting-confirmation': 'clock',
  confirmed: 'calendar',
  'checked-in': 'ticket',
  completed: 'check',
  lapsed: 'close',
  cancelled: 'close',
  'no-show': 'person',
};

const BOOKING_STATUSES = Object.keys(ICONS) as StaffBooking['status'][];

/** A booking's status in the page's language; as it came for one that we do not know. */
export function bookingStatusName(status: string): string {
  const known = BOOKING_STATUSES.find((one) => one === status);
  return known === undefined ? status : statuses(known);
}

/** The status of this very booking: who is called by phone does not "arrive". */
export function bookingStatusText({ status, mode }: Pick<StaffBooking, 'status' | 'mode'>): string {
  if (status === 'checked-in' && mode !== 'desk') return statuses(mode === 'phone' ? 'inCall' : 'inVideo');
  return statuses(status);
}

export function bookingStatusIcon({ status }: Pick<StaffBooking, 'status'>): IconName {
  return ICONS[status];
}

const modes = defineCatalogue(
  { desk: 'allo sportello', phone: 'per telefono', video: 'in video' },
  {
    'zh-Hans': { desk: '到窗口', phone: '电话', video: '视频' },
    en: { desk: 'at the desk', phone: 'by phone', video: 'by video' },
  },
);

/** Where the talk takes place. */
export const modeName = (mode: ServiceMode): string => modes(mode);

/** What to call a booking in a sentence: the person, or the code where no name is known. */
export function bookingLabel(booking: StaffBooking): string {
  return nameOf(booking.contact) || booking.code;
}

const events = defineCatalogue(
  {
    'booking.held': 'posto tenuto',
    'booking.renewed': 'posto tenuto più a lungo',
    'booking.lapsed': 'scaduto, mai confermato',
    'booking.requested': 'prenotato, da confermare via e-mail',
    'booking.confirmed': 'confermato',
    'booking.moved': 'spostato',
    'booking.checked-in': 'arrivo registrato',
    'booking.completed': 'concluso',
    'booking.no-show': 'assente',
    'booking.cancelled': 'annullato',
    'booking.contact-erased': 'dati personali cancellati',
    forced: 'oltre la capienza',
    citizen: 'il cittadino',
    system: 'il sistema',
    staff: 'il personale',
    device: 'il totem',
    line: '{time}: {what}',
    lineBy: '{time}: {what} ({by})',
  },
  {
    'zh-Hans': {
      'booking.held': '保留时段',
      'booking.renewed': '延长保留',
      'booking.lapsed': '未确认，已失效',
      'booking.requested': '已预约，待邮件确认',
      'booking.confirmed': '已确认',
      'booking.moved': '已改期',
      'booking.checked-in': '已签到',
      'booking.completed': '已结束',
      'booking.no-show': '未到',
      'booking.cancelled': '已取消',
      'booking.contact-erased': '个人信息已删除',
      forced: '超出名额',
      citizen: '市民',
      system: '系统',
      staff: '工作人员',
      device: '取号机',
      line: '{time}：{what}',
      lineBy: '{time}：{what}（{by}）',
    },
    en: {
      'booking.held': 'slot held',
      'booking.renewed': 'slot held for longer',
      'booking.lapsed': 'lapsed, never confirmed',
      'booking.requested': 'booked, to be confirmed by e-mail',
      'booking.confirmed': 'confirmed',
      'booking.moved': 'moved',
      'booking.checked-in': 'checked in',
      'booking.completed': 'finished',
      'booking.no-show': 'no-show',
      'booking.cancelled': 'cancelled',
      'booking.contact-erased': 'personal data erased',
      forced: 'on top of capacity',
      citizen: 'the citizen',
      system: 'the system',
      staff: 'staff',
      device: 'the kiosk',
      line: '{time}: {what}',
      lineBy: '{time}: {what} ({by})',
    },
  },
);

const EVENTS = [
  'booking.held',
  'booking.renewed',
  'booking.lapsed',
  'booking.requested',
  'booking.confirmed',
  'booking.moved',
  'booking.checked-in',
  'booking.completed',
  'booking.no-show',
  'booking.cancelled',
  'booking.contact-erased',
] as const;

/** One fact of a booking's history as a line: `martedì 24 novembre, 9:42: spostato (Operator 1)`. */
export function bookingEventText({ type, at, actor, details }: BookingEvent): string {
  const known = EVENTS.find((one) => one === type);
  const parts = [known === undefined ? type : events(known)];
  if (isForced(details)) parts.push(events('forced'));
  const line = { time: dayAndTimeOf(at), what: parts.join(', ') };
  return actor === null ? events('line', line) : events('lineBy', { ...line, by: actorName(actor) });
}

// The log carries the columns that a fact has set.
function isForced({ set }: BookingEvent['details']): boolean {
  return typeof set === 'object' && set !== null && (set as { forced?: unknown }).forced === true;
}

// Callers come as a kind, `user:` with an id that says nothing to anybody but its owner; or as a name.
function actorName(actor: string): string {
  const [kind, id] = actor.split(':');
  if (kind === 'user') return id === user.value?.id ? (user.value?.name ?? '') : events('staff');
  return kind === 'citizen' || kind === 'system' || kind === 'device' ? events(kind) : actor;
}
