import { useEffect } from 'preact/hooks';
import './statistics.scss';
import { office } from '../state/office.js';
import { worksAt } from '../state/session.js';
import type { StatisticsTab } from '../state/tabs.js';
import { usePaperForFigures } from './components/sheet.js';
import { DayScreen } from './screens/day.js';
import { NowScreen } from './screens/now.js';
import { PeriodScreen } from './screens/period.js';
import { fundersReport, periodFigures } from './state/period.js';
import { followPulse } from './state/pulse.js';
import { shownDay, today, usual } from './state/today.js';

const SCREENS = { now: NowScreen, day: DayScreen, period: PeriodScreen };

/** One of the screens of the statistics. Comes as a file of its own, when it is first asked for. */
export function StatisticsScreen({ tab }: { tab: StatisticsTab }) {
  const slug = office.value?.slug ?? '';
  usePaperForFigures();
  useEffect(() => forgetOthers(slug), [slug]);
  useEffect(() => (worksAt(slug) ? undefined : followPulse(slug)), [slug]);
  const Screen = SCREENS[tab];
  return <Screen key={`${tab} ${slug}`} />;
}

let shownOffice = '';

// Figures of one office never stand under the name of another.
function forgetOthers(slug: string): void {
  if (shownOffice !== slug)
    for (const reading of [today, usual, shownDay, periodFigures, fundersReport]) reading.clear();
  shownOffice = slug;
}
