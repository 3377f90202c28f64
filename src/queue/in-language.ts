import type { OfficeRecord } from '../directory/directory.types.js';
import { localizedField, localizedText, type Wanted } from '../directory/localize.js';
import type { Board, BoardInLanguage, Queue, QueueCounter } from './queue.contract.js';

/** A board as HTTP answers it. Screens that show three languages get all of them over `/live`. */
export function boardInLanguage(board: Board, { languages }: OfficeRecord, wanted: Wanted): BoardInLanguage {
  const services = (list: Board['waiting'][number]['services']) =>
    list.map((one) => ({ ...one, ...localizedField('serviceName', one.serviceName, wanted, languages) }));
  return {
    ...board,
    calls: board.calls.map((call) => ({
      ...call,
      ...localizedField('counterName', call.counterName, wanted, languages),
    })),
    waiting: board.waiting.map((series) => ({ ...series, services: services(series.services) })),
    notices: board.notices.map((notice) => localizedText(notice, wanted, languages)),
  };
}

/** A queue as HTTP answers it: its tickets are localized already. */
export function queueInLanguage(queue: Queue, office: OfficeRecord, wanted: Wanted): Queue {
  return { ...queue, counters: queue.counters.map((counter) => counterInLanguage(counter, office, wanted)) };
}

/** A counter with its name in the language asked for. */
export function counterInLanguage(counter: QueueCounter, office: OfficeRecord, wanted: Wanted): QueueCounter {
  const name = office.counterByCode.get(counter.code)?.name;
  return name === undefined ? counter : { ...counter, ...localizedField('name', name, wanted, office.languages) };
}
