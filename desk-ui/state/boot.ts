import { effect, signal } from '@preact/signals';
import { loadStatus } from '../../ui-kit/status.js';
import { watchAddress } from '../statistics/state/address.js';
import { watchBookings } from './bookings.js';
import { failureText } from './commands.js';
import { followQueue, queue, watchConnection } from './live-queue.js';
import { hearNews, keepRinging } from './news.js';
import { loadOffice, loadOffices, office, offices } from './office.js';
import { loadPreferences, startLanguage } from './preferences.js';
import { watchVisitor } from './visitor.js';
import { restoreSession, sessionState, user, worksAt } from './session.js';
import { listenForKeys } from './shortcuts.js';
import { wakeSoundOnFirstPress } from './sounds.js';
import { isStatisticsTab, showTab, tab } from './tabs.js';

const TRY_AGAIN_MS = 3_000;

/** Why the desk cannot be shown yet; null while all is well. It keeps trying by itself. */
export const bootProblem = signal<string | null>(null);

/** Starts everything that lives as long as the page. */
export function boot(): void {
  startLanguage();
  watchConnection();
  wakeSoundOnFirstPress();
  listenForKeys();
  keepRinging();
  watchVisitor();
  watchBookings();
  watchAddress();
  void untilDone(async () => {
    await loadStatus();
    await restoreSession();
  });
  effect(() => {
    if (sessionState.value === 'signed-in' && user.value !== null) void untilDone(enter);
  });
}

/** Shows another office of the same person. */
export function enterOffice(slug: string): Promise<void> {
  return untilDone(async () => {
    await loadOffice(slug);
    queue.value = null;
    follow(slug);
  });
}

// After a session that had expired the same office goes on, on a connection that carries the new cookie.
async function enter(): Promise<void> {
  if (user.peek() !== null) loadPreferences(user.peek()?.id ?? '');
  await loadOffices();
  const slug = office.peek()?.slug ?? offices.peek()[0]?.slug;
  if (slug === undefined) return;
  await loadOffice(slug);
  follow(slug);
}

// Who sees a municipality's share alone has no desk: the server would refuse its queue.
function follow(slug: string): void {
  if (worksAt(slug)) followQueue(slug, hearNews);
  else showTab(isStatisticsTab(tab.peek()) ? tab.peek() : 'now');
}

async function untilDone(work: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      await work();
      bootProblem.value = null;
      return;
    } catch (error) {
      bootProblem.value = failureText(error);
      if (sessionState.peek() === 'expired') return;
      await new Promise((resolve) => setTimeout(resolve, TRY_AGAIN_MS));
    }
  }
}
