import type { ReadonlySignal } from '@preact/signals';
import { ConnectionNotice } from './screens/connection-notice.js';
import type { Pairing } from '../ui-kit/pairing.js';
import { DemoBadge } from '../ui-kit/components/notices.js';
import { board, largeCall, office, soundAnswered } from './display-store.js';
import { useBurnInShift } from './burn-in-shift.js';
import { ClosedPanel } from './screens/closed-panel.js';
import { EarlierCalls } from './screens/earlier-calls.js';
import { LargeCall } from './screens/large-call.js';
import { PairingScreen } from './screens/pairing-screen.js';
import { SidePanel } from './screens/side-panel.js';
import { SoundQuestion } from './screens/sound-question.js';

/** The whole display: the newest call fills the eye, the ones before it below, who waits at the side. */
export function Display({ pairing }: { pairing: ReadonlySignal<Pairing> }) {
  const shift = useBurnInShift();
  if (pairing.value.step !== 'paired' || board.value?.state.value == null)
    return <PairingScreen pairing={pairing.value} />;
  const closed = office.value?.open === false && largeCall.value === null;
  return (
    <div class="display" style={{ transform: `translate(${shift.x}px, ${shift.y}px)` }}>
      <DemoBadge />
      <main class="display-main">
        {closed ? <ClosedPanel /> : <LargeCall />}
        <EarlierCalls />
      </main>
      <SidePanel />
      <ConnectionNotice />
      {soundAnswered.value ? null : <SoundQuestion />}
    </div>
  );
}
