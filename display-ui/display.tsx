import type { ReadonlySignal } from '@preact/signals';
import { DemoBadge } from '../ui-kit/components/notices.js';
import type { Pairing } from '../ui-kit/pairing.js';
import { useBurnInShift } from './burn-in-shift.js';
import { board, largeCall, office } from './display-store.js';
import { ClosedPanel, LatePanel, Welcome } from './screens/quiet-panels.js';
import { ConnectionNotice } from './screens/connection-notice.js';
import { EarlierCalls } from './screens/earlier-calls.js';
import { LargeCall } from './screens/large-call.js';
import { PairingScreen } from './screens/pairing-screen.js';
import { SidePanel } from './screens/side-panel.js';
import { SoundQuestion } from './screens/sound-question.js';
import { asking } from './sound-check.js';

/** The whole display: the newest call fills the eye, the ones before it below, who waits at the side. */
export function Display({ pairing }: { pairing: ReadonlySignal<Pairing> }) {
  const shift = useBurnInShift();
  if (pairing.value.step !== 'paired' || board.value?.state.value == null)
    return <PairingScreen pairing={pairing.value} />;
  return (
    <div class="display" style={{ transform: `translate(${shift.x}px, ${shift.y}px)` }}>
      <DemoBadge />
      <main class="display-main">
        <Eye />
        <EarlierCalls />
      </main>
      <SidePanel />
      <ConnectionNotice />
      {asking.value ? <SoundQuestion /> : null}
    </div>
  );
}

/** What fills the eye: a call, or why there is none. */
function Eye() {
  const call = largeCall.value;
  if (call !== null) return <LargeCall call={call} />;
  if (office.value?.open === false) return <ClosedPanel next={office.value.nextOpening} />;
  return office.value?.attended === false ? <LatePanel /> : <Welcome />;
}
