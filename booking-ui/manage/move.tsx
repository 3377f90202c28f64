import { useEffect, useRef, useState } from 'preact/hooks';
import type { Booking, Slot } from '../../src/bookings/bookings.contract.js';
import { Button } from '../../ui-kit/components/button.js';
import { Alert } from '../../ui-kit/components/notices.js';
import { dayAndTimeOf } from '../../ui-kit/format.js';
import { SlotTimes } from '../slots/slot-days.js';
import { SlotPicker } from '../slots/slot-picker.js';
import type { SlotWish } from '../slots/slot-store.js';
import { office } from './booking-store.js';
import { moveRefusal } from './commands.js';
import { MoveDialog } from './move-dialog.js';
import { OfficeContacts } from './office-contacts.js';
import { mp, refusalText } from './problem-texts.js';
import { m } from './texts.js';

/** Moves the appointment within the page; until it is confirmed, and whenever it fails, the old one stays. */
export function Move({ booking }: { booking: Booking }) {
  // Open for this very time: once the appointment has moved, here or by staff, there is nothing left to choose.
  const [openFor, setOpenFor] = useState<string | null>(null);
  const { mayMoveUntil, start } = booking;
  if (openFor === start) return <Moving booking={booking} onClose={() => setOpenFor(null)} />;
  if (mayMoveUntil === null) return <TooLate booking={booking} />;
  return (
    <div class="manage-choice">
      <Button
        icon="calendar"
        onPress={() => {
          moveRefusal.value = null;
          setOpenFor(start);
        }}
      >
        {m('move')}
      </Button>
      <p class="manage-hint">{m('moveUntil', { when: dayAndTimeOf(mayMoveUntil) })}</p>
    </div>
  );
}

function TooLate({ booking }: { booking: Booking }) {
  return (
    <Alert kind="info">
      <p>{mp('moveTooLate')}</p>
      <OfficeContacts booking={booking} />
    </Alert>
  );
}

function Moving({ booking, onClose }: { booking: Booking; onClose: () => void }) {
  const [chosen, setChosen] = useState<Slot | null>(null);
  const [asking, setAsking] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { refused, revision } = useRefusal(() => setChosen(null));
  const when = dayAndTimeOf(booking.start);
  return (
    <section class="manage-moving" aria-labelledby="moving">
      <h3 id="moving" ref={heading} tabIndex={-1}>
        {m('moveTitle')}
      </h3>
      {refused?.tooLate === true ? null : <p>{m('moveStays', { when })}</p>}
      {refused === null ? null : <Refused booking={booking} chosen={chosen} onChange={setChosen} />}
      {refused?.tooLate === true ? null : (
        <SlotPicker
          office={booking.office}
          wish={wishOf(booking)}
          value={chosen?.start ?? null}
          onChange={setChosen}
          label={m('moveSlots')}
          emails={office.value?.booking.emails ?? false}
          revision={revision}
        />
      )}
      {chosen === null ? null : <Next booking={booking} chosen={chosen} onNext={() => setAsking(true)} />}
      <div class="manage-choice">
        <Button onPress={onClose}>{m('moveClose')}</Button>
      </div>
      {asking && chosen !== null ? <MoveDialog booking={booking} to={chosen} onClose={() => setAsking(false)} /> : null}
    </section>
  );
}

function Next({ booking, chosen, onNext }: { booking: Booking; chosen: Slot; onNext: () => void }) {
  if (Date.parse(chosen.start) === Date.parse(booking.start)) return <Alert kind="info">{m('moveSame')}</Alert>;
  return (
    <div class="manage-next">
      <Button kind="primary" onPress={onNext}>
        {m('moveNext', { when: dayAndTimeOf(chosen.start) })}
      </Button>
    </div>
  );
}

type RefusedProps = { booking: Booking; chosen: Slot | null; onChange: (slot: Slot) => void };

/** Why it did not move, that the old appointment stays, and what is free nearby. */
function Refused({ booking, chosen, onChange }: RefusedProps) {
  const box = useRef<HTMLDivElement>(null);
  const refused = moveRefusal.value;
  useEffect(() => box.current?.focus(), [refused]);
  if (refused === null) return null;
  const { code, way, nearest, tooLate } = refused;
  const taken = code === 'slot-taken' && way !== null;
  return (
    <div ref={box} tabIndex={-1} class="slot-refused">
      <Alert kind="danger">
        <p>{taken ? mp('slotTaken', { wanted: dayAndTimeOf(way.to) }) : reasonOf(code, tooLate)}</p>
        {code === 'away' ? null : (
          <p>
            <strong>{mp('stays', { when: dayAndTimeOf(booking.start) })}</strong>
          </p>
        )}
        {tooLate ? <OfficeContacts booking={booking} /> : null}
      </Alert>
      {nearest.length === 0 ? null : (
        <SlotTimes
          name="nearest"
          label={mp('nearest')}
          slots={nearest}
          value={chosen?.start ?? null}
          onChange={onChange}
          withDay
        />
      )}
    </div>
  );
}

function reasonOf(code: string, tooLate: boolean): string {
  return tooLate ? mp('moveTooLate') : refusalText(code);
}

/** The refusal on the screen; each new one forgets the choice and asks for the free times again. */
function useRefusal(forget: () => void) {
  const [revision, setRevision] = useState(0);
  const refused = moveRefusal.value;
  useEffect(() => {
    if (refused === null) return;
    setRevision((count) => count + 1);
    if (refused.code !== 'away') forget();
  }, [refused]);
  return { refused, revision };
}

function wishOf({ service, municipality, extraServices, people, needsLanguage, mode, token }: Booking): SlotWish {
  return { service, municipality, extraServices, people, needsLanguage, mode, moving: token };
}
