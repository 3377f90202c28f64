import { Chance } from './random.js';

/** How many come, and over how long a stretch of the day: seconds after the first opening. */
export type DayShape = { seed: number; walkIns: number; bookings: number; firstSecond: number; lastSecond: number };

export type Behaviour =
  /** Comes when called and is served. */
  | 'served'
  /** Gives up the place after a while. */
  | 'leaves'
  /** Does not come when called; `returns` says whether later. */
  | 'misses-call'
  /** Is set aside for a form, and called again. */
  | 'parked'
  /** Turns out to need another service. */
  | 'transferred';

export type Language = 'it' | 'zh-Hans' | 'en';

/** Somebody who will come, with everything that will happen, decided before the day begins. */
export type Visitor = {
  id: number;
  service: string;
  /** null: does not say; the operator learns it, or nobody does. */
  municipality: string | null;
  learnedMunicipality: string | null;
  language: Language;
  needsLanguage: Language | null;
  priority: string | null;
  people: number;
  behaviour: Behaviour;
  returns: boolean;
  /** Seconds. */
  patience: number;
  walking: number;
  serving: number;
  recalls: number;
  /** The service turns out to be this one, and the operator puts it right. */
  correctedTo: string | null;
  transferredTo: string;
};

export type WalkIn = Visitor & { kind: 'walk-in'; arrives: number };
/** `arrives`: seconds after the slot's start, negative = early; `fate` of the booking before that. */
export type Booked = Visitor & {
  kind: 'booking';
  fate: 'comes' | 'cancels' | 'stays-away';
  byPhone: boolean;
  byStaff: boolean;
  arrives: number;
};
export type DayPlan = { walkIns: WalkIn[]; bookings: Booked[] };

const SERVICES = [
  ['certificates-information', 26],
  ['residence-permit-kit', 18],
  ['school', 12],
  ['municipal-taxes', 10],
  ['social-support', 9],
  ['citizenship', 8],
  ['family-reunification', 7],
  ['business-support', 5],
  ['labour-health-rules', 5],
] as const;
/** Services that may follow one another without another counter's papers. */
const NEARBY = ['certificates-information', 'school', 'municipal-taxes'];
const MUNICIPALITIES = [
  ['048043', 5],
  ['048017', 3],
  ['048006', 2],
] as const;
const LANGUAGES = [
  ['zh-Hans', 5],
  ['it', 4],
  ['en', 1],
] as const;
const BEHAVIOURS = [
  ['served', 78],
  ['leaves', 7],
  ['misses-call', 7],
  ['parked', 4],
  ['transferred', 4],
] as const;

/** Who comes on a simulated day. Most come in the morning and after the midday gap, as people do. */
export function planDay({ seed, walkIns, bookings, firstSecond, lastSecond }: DayShape): DayPlan {
  const chance = new Chance(seed);
  const arrival = () => {
    const middle = (firstSecond + lastSecond) / 2;
    return chance.happens(0.6)
      ? chance.around(firstSecond, Math.round(middle))
      : chance.between(firstSecond, Math.max(firstSecond, lastSecond));
  };
  return {
    walkIns: Array.from({ length: walkIns }, (_, index) => ({
      ...visitor(chance, index),
      kind: 'walk-in' as const,
      arrives: arrival(),
    })).sort((a, b) => a.arrives - b.arrives),
    bookings: Array.from({ length: bookings }, (_, index) => booked(chance, walkIns + index)),
  };
}

function visitor(chance: Chance, id: number): Visitor {
  const service = chance.pick(SERVICES);
  const language = chance.pick(LANGUAGES);
  const municipality = chance.pick(MUNICIPALITIES);
  const unsaid = chance.happens(0.15);
  const other = NEARBY.find((one) => one !== service) ?? 'school';
  return {
    id,
    service,
    municipality: unsaid ? null : municipality,
    learnedMunicipality: unsaid && chance.happens(0.7) ? municipality : null,
    language,
    needsLanguage: language === 'zh-Hans' && chance.happens(0.4) ? language : null,
    priority: chance.happens(0.05) ? 'reduced-mobility' : null,
    people: chance.happens(0.2) ? chance.between(2, 4) : 1,
    behaviour: chance.pick(BEHAVIOURS),
    returns: chance.happens(0.4),
    patience: chance.between(240, 1500),
    walking: chance.between(12, 75),
    serving: chance.around(90, service === 'residence-permit-kit' ? 1100 : 540),
    recalls: chance.happens(0.15) ? chance.between(1, 2) : 0,
    correctedTo: chance.happens(0.05) ? other : null,
    transferredTo: other,
  };
}

function booked(chance: Chance, id: number): Booked {
  const person = visitor(chance, id);
  const late = chance.happens(0.15);
  return {
    ...person,
    municipality: person.municipality ?? '048043',
    learnedMunicipality: null,
    // A booking's visit is what it was booked for.
    behaviour: person.behaviour === 'leaves' ? 'served' : person.behaviour,
    needsLanguage: null,
    kind: 'booking',
    fate: chance.pick([
      ['comes', 80],
      ['cancels', 8],
      ['stays-away', 12],
    ]),
    byPhone: person.service === 'certificates-information' && chance.happens(0.3),
    byStaff: chance.happens(0.25),
    arrives: late ? chance.between(60, 2100) : -chance.between(60, 1500),
  };
}
