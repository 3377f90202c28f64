import { useEffect } from 'preact/hooks';
import { textOf } from '../ui-kit/catalogue.js';
import { Alert, LiveRegion } from '../ui-kit/components/notices.js';
import { words } from '../ui-kit/words.js';
import { ConnectionLine } from './components/connection-line.js';
import { DeskAlerts } from './components/desk-alerts.js';
import { DeskBar } from './components/desk-bar.js';
import { Paper } from './components/paper.js';
import { NoticeLine } from './components/notice-line.js';
import { SignInAgain } from './components/sign-in-again.js';
import { OpenDialog } from './dialogs/open-dialog.js';
import { BookingsScreen } from './screens/bookings.js';
import { ChooseCounterScreen } from './screens/choose-counter.js';
import { DevicesScreen } from './screens/devices.js';
import { SignInScreen } from './screens/sign-in.js';
import { WorkScreen } from './screens/work.js';
import { bootProblem } from './state/boot.js';
import { myCounter, myTicket } from './state/desk.js';
import { queue } from './state/live-queue.js';
import { spoken } from './state/news.js';
import { office, offices } from './state/office.js';
import { isCoordinator, sessionState } from './state/session.js';
import { isStatisticsTab, tab } from './state/tabs.js';
import { StatisticsPart } from './statistics/statistics-part.js';
import { frameTexts as t } from './texts/frame.texts.js';

/** The operator's screen. */
export function App() {
  usePageTitle();
  if (sessionState.value === 'unknown') return <Waiting />;
  if (sessionState.value === 'signed-out') return <SignInScreen />;
  return (
    <>
      <div class="desk">
        <DeskBar />
        <main class="desk-main">
          <ConnectionLine />
          <DeskAlerts />
          <Screen />
          <NoticeLine />
          <LiveRegion text={spoken.value} />
        </main>
      </div>
      <OpenDialog />
      {sessionState.value === 'expired' && <SignInAgain />}
      <Paper />
    </>
  );
}

function Screen() {
  if (office.value !== null && isStatisticsTab(tab.value)) return <StatisticsPart tab={tab.value} />;
  if (queue.value === null || office.value === null) return <Waiting inside />;
  if (tab.value === 'bookings') return <BookingsScreen />;
  if (tab.value === 'devices' && isCoordinator(office.value.slug)) return <DevicesScreen />;
  return myCounter.value === null ? <ChooseCounterScreen key={office.value.slug} /> : <WorkScreen />;
}

// Before the first answer: nothing to do here but to say what the matter is.
function Waiting({ inside = false }: { inside?: boolean }) {
  const noOffice = sessionState.value === 'signed-in' && offices.value.length === 0 && bootProblem.value === null;
  const content = (
    <div class="waiting-screen">
      <h1>Sportello</h1>
      {bootProblem.value === null ? <p>{words('connecting')}</p> : <Alert kind="warning">{bootProblem.value}</Alert>}
      {inside && noOffice && <p>{t('noOffice')}</p>}
    </div>
  );
  return inside ? content : <main>{content}</main>;
}

function usePageTitle(): void {
  const counter = myCounter.value === null ? '' : textOf(myCounter.value.name).text;
  const title = [myTicket.value?.number, counter, 'Sportello'].filter(Boolean).join(' · ');
  useEffect(() => {
    document.title = title;
  }, [title]);
}
