import type { ReadonlySignal } from '@preact/signals';
import type { Pairing } from '../ui-kit/pairing.js';
import { useArrowKeys } from '../ui-kit/arrow-keys.js';
import { DemoBadge } from '../ui-kit/components/notices.js';
import { PaperTicket } from '../ui-kit/components/paper-ticket.js';
import { board, office, reachable, step, unanswered } from './kiosk-store.js';
import { paper } from './paper.js';
import { Away } from './screens/away.js';
import { CheckInRefused } from './screens/check-in-refused.js';
import { CodeEntry } from './screens/code-entry.js';
import { Explained } from './screens/explained.js';
import { LanguageChoice } from './screens/language-choice.js';
import { MunicipalityChoice } from './screens/municipality-choice.js';
import { OperatorCall } from './screens/operator-call.js';
import { PairingScreen } from './screens/pairing-screen.js';
import { PurposeChoice } from './screens/purpose-choice.js';
import { Refused } from './screens/refused.js';
import { Rest } from './screens/rest.js';
import { ServiceChoice } from './screens/service-choice.js';
import { Taking } from './screens/taking.js';
import { TicketScreen } from './screens/ticket-screen.js';
import { Wishes } from './screens/wishes.js';
import { IdleCountdown } from './parts/idle-countdown.js';
import { TopBar } from './parts/top-bar.js';
import { useFirstFocus, useKioskKeys } from './kiosk-keys.js';
import { useReadAloud } from './read-aloud.js';

const SCREENS = {
  rest: Rest,
  language: LanguageChoice,
  purpose: PurposeChoice,
  code: CodeEntry,
  'check-in-refused': CheckInRefused,
  services: ServiceChoice,
  municipality: MunicipalityChoice,
  wishes: Wishes,
  taking: Taking,
  ticket: TicketScreen,
  refused: Refused,
};

/** The whole kiosk: pairing first, then one screen per step. */
export function Kiosk({ pairing }: { pairing: ReadonlySignal<Pairing> }) {
  useArrowKeys();
  useFirstFocus();
  useKioskKeys();
  useReadAloud();
  if (pairing.value.step !== 'paired') return <PairingScreen pairing={pairing.value} />;
  // A visitor who already has a ticket keeps it in sight, whatever happens to the server.
  const away = board.value?.connection.value === 'stale' || (office.value === null && unanswered.value);
  if (away && step.value !== 'ticket') return <Away />;
  const Screen = SCREENS[step.value];
  return (
    <div class={`kiosk ${reachable.value ? 'reachable high-contrast' : ''}`} data-step={step.value}>
      <DemoBadge />
      {step.value === 'rest' ? null : <TopBar />}
      <main>
        <Screen />
      </main>
      <Explained />
      <OperatorCall />
      {/* The last dialog that opens lies on top. */}
      <IdleCountdown />
      <PaperTicket print={paper.value} />
    </div>
  );
}
