import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { Button } from '../../ui-kit/components/button.js';
import { Alert } from '../../ui-kit/components/notices.js';
import { words } from '../../ui-kit/words.js';
import { office } from '../state/office.js';
import { statisticsShare } from '../state/session.js';
import { showTab, type StatisticsTab } from '../state/tabs.js';
import { partTexts as t } from './texts/part.texts.js';

type Screens = typeof import('./screens.js');

/** The screens of the statistics, once they have come: operators never load them. */
const screens = signal<Screens | null>(null);
const problem = signal(false);

/** The part of the desk with the figures: for coordinators, of the office or of a municipality. */
export function StatisticsPart({ tab }: { tab: StatisticsTab }) {
  const allowed = office.value !== null && statisticsShare(office.value).length > 0;
  useEffect(() => {
    if (allowed) void load();
  }, [allowed]);
  if (!allowed) return <Refused />;
  if (screens.value !== null) return <screens.value.StatisticsScreen tab={tab} />;
  return (
    <div class="waiting-screen">
      {!problem.value && <p>{words('connecting')}</p>}
      {problem.value && (
        <>
          <Alert kind="warning">{t('notLoaded')}</Alert>
          <Button onPress={load}>{words('tryAgain')}</Button>
        </>
      )}
    </div>
  );
}

async function load(): Promise<void> {
  if (screens.peek() !== null) return;
  try {
    screens.value = await import('./screens.js');
    problem.value = false;
  } catch {
    problem.value = true;
  }
}

// A link that somebody passed on: say whose it is, and lead on.
function Refused() {
  return (
    <div class="waiting-screen statistics-refused">
      <h1>{t('refusedTitle')}</h1>
      <p>{t('refusedText')}</p>
      <Button kind="primary" onPress={() => showTab('work')}>
        {t('toWork')}
      </Button>
    </div>
  );
}
