import { computed } from '@preact/signals';
import { Button } from '../../ui-kit/components/button.js';
import { Icon } from '../../ui-kit/components/icon.js';
import { LiveRegion } from '../../ui-kit/components/notices.js';
import { dayAndTimeOf } from '../../ui-kit/format.js';
import { draft } from './draft.js';
import { holdSecondsLeft, renewHold } from './hold.js';
import { b } from './texts.js';

const SOON_SECONDS = 180;
const soon = computed(() => (holdSecondsLeft.value ?? Infinity) < SOON_SECONDS);
const over = computed(() => holdSecondsLeft.value === 0);

/** How long the slot is kept, in sight but not announced every second; near its end once, with a way to get more. */
export function HoldBar() {
  const { hold, slot } = draft.value;
  if (hold === null || slot === null) return null;
  const when = dayAndTimeOf(slot.start);
  return (
    <div class={`hold-bar ${soon.value ? 'hold-soon' : ''}`}>
      <Icon name="clock" />
      {over.value ? <p>{b('holdOver', { when })}</p> : <Countdown when={when} />}
      {soon.value && !over.value && hold.renewable ? <Button onPress={renewHold}>{b('renew')}</Button> : null}
      <LiveRegion text={over.value ? b('holdOver', { when }) : soon.value ? b('holdSoon') : ''} />
    </div>
  );
}

function Countdown({ when }: { when: string }) {
  const seconds = holdSecondsLeft.value ?? 0;
  const left = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  return <p role="timer">{b('holdLeft', { when, left })}</p>;
}
