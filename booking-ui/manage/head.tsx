import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Booking } from '../../src/bookings/bookings.contract.js';
import { officeNow } from '../../ui-kit/api.js';
import { Button } from '../../ui-kit/components/button.js';
import { Icon, type IconName } from '../../ui-kit/components/icon.js';
import { Alert, LiveRegion } from '../../ui-kit/components/notices.js';
import { dayAndTimeOf, dayOf } from '../../ui-kit/format.js';
import { words } from '../../ui-kit/words.js';
import { announced, confirmByProof, news, proofRefusal } from './commands.js';
import { hoursOf, isOpen, wordsOf, type Phase } from './phase.js';
import { mp, refusalText } from './problem-texts.js';
import { m } from './texts.js';

const ICONS: Record<Phase, IconName> = {
  'awaiting-confirmation': 'clock',
  confirmed: 'check',
  'checked-in': 'check',
  completed: 'check',
  lapsed: 'clock',
  cancelled: 'close',
  'no-show': 'warning',
};

/** The state first, in words; then when. It takes the focus whenever something was done here. */
export function Head({ booking, phase }: { booking: Booking; phase: Phase }) {
  const { title, line } = wordsOf(booking, phase, officeNow());
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    if (announced.value > 0) heading.current?.focus();
  }, [announced.value]);
  return (
    <section class={`card manage-head manage-${phase}`}>
      <h1 ref={heading} tabIndex={-1}>
        <Icon name={ICONS[phase]} size={36} /> {title}
      </h1>
      <LiveRegion text={title} />
      {line === null ? null : <p class="lead">{line}</p>}
      {isOpen(phase) || phase === 'checked-in' ? (
        <p class="manage-when">
          <span>{dayOf(booking.start)}</span> <span>{hoursOf(booking)}</span>
        </p>
      ) : null}
      <News booking={booking} phase={phase} />
      <Proof phase={phase} />
      {isOpen(phase) || phase === 'checked-in' ? null : <BookAgain booking={booking} />}
    </section>
  );
}

function News({ booking: { start }, phase }: { booking: Booking; phase: Phase }) {
  const told = news.value;
  if (phase !== 'confirmed' || told === null) return null;
  if (told.what === 'confirmed') return <Alert kind="success">{m('confirmedNow')}</Alert>;
  if (told.what !== 'moved') return null;
  return <Alert kind="success">{m('moved', { old: dayAndTimeOf(told.oldStart), new: dayAndTimeOf(start) })}</Alert>;
}

/** The link in the e-mail was opened: what became of it. */
function Proof({ phase }: { phase: Phase }) {
  const refusal = proofRefusal.value;
  const proof = new URLSearchParams(location.search).get('confirm');
  if (phase !== 'awaiting-confirmation') return null;
  if (refusal === null) return proof === null ? null : <Alert kind="info">{m('confirming')}</Alert>;
  return (
    <Alert kind="danger">
      <p>{refusal.code === 'invalid-request' ? mp('proofWrong') : refusalText(refusal.code)}</p>
      {proof === null ? null : <Button onPress={() => confirmByProof(proof)}>{words('tryAgain')}</Button>}
    </Alert>
  );
}

function BookAgain({ booking: { service, municipality } }: { booking: Booking }) {
  return (
    <a class="kit-button kit-button-primary" href={`/book?${new URLSearchParams({ service, municipality })}`}>
      {m('bookAgain')}
    </a>
  );
}
