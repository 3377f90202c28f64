import { useEffect } from 'preact/hooks';
import type { Booking } from '../../src/bookings/bookings.contract.js';
import { officeNow } from '../../ui-kit/api.js';
import { Alert } from '../../ui-kit/components/notices.js';
import { dayAndTimeOf, timeOf } from '../../ui-kit/format.js';
import { words } from '../../ui-kit/words.js';
import { booking, followBooking, freshAt, phase, silent, unknown } from './booking-store.js';
import { CancelButton } from './cancel.js';
import { CodeCard } from './code-card.js';
import { confirmByProof, forgetInAddress, tell } from './commands.js';
import { Details } from './details.js';
import { Head } from './head.js';
import { Keep } from './keep.js';
import { Move } from './move.js';
import { isOpen, wordsOf, type Phase } from './phase.js';
import { m } from './texts.js';

/** The confirmation right after booking, and the one link to see, move or cancel without an account: `/b/{token}`. */
export function ManagePage({ token }: { token: string }) {
  useEffect(() => followBooking(token), [token]);
  const [shown, now] = [booking.value, phase.value];
  useEffect(openingOf(now), [now, silent.value]);
  const title = titleOf(shown, now);
  useEffect(() => {
    document.title = title;
  }, [title]);
  if (shown === null || now === null) return <Nothing />;
  if (unknown.value) return <Unknown />;
  return (
    <div class="manage">
      <Head booking={shown} phase={now} />
      {silent.value ? (
        <Alert kind="warning">{words('connectionLost', { time: timeOf(freshAt.value ?? '') })}</Alert>
      ) : null}
      {now === 'confirmed' && shown.checkInFrom !== null ? <CodeCard booking={shown} from={shown.checkInFrom} /> : null}
      <Details booking={shown} phase={now} />
      {isOpen(now) ? <Keep booking={shown} phase={now} /> : null}
      {isOpen(now) ? <Change booking={shown} phase={now} /> : null}
    </div>
  );
}

function Nothing() {
  if (unknown.value) return <Unknown />;
  return <p class="card">{silent.value ? words('serverAway') : m('loading')}</p>;
}

function Unknown() {
  return (
    <section class="card">
      <h1>{m('unknown')}</h1>
      <p>{m('unknownLine')}</p>
      <div class="manage-buttons">
        <a class="kit-button kit-button-primary" href="/book">
          {words('book')}
        </a>
        <a class="kit-button" href="/">
          {m('home')}
        </a>
      </div>
    </section>
  );
}

function Change({ booking: shown, phase: now }: { booking: Booking; phase: Phase }) {
  return (
    <section class="card booking" aria-labelledby="change">
      <h2 id="change">{m('change')}</h2>
      {now === 'confirmed' ? <Move booking={shown} /> : null}
      <CancelButton booking={shown} phase={now} />
    </section>
  );
}

// What the address asks for is done once the booking is known, and again when the server returns.
function openingOf(now: Phase | null): () => void {
  return () => {
    const asked = new URLSearchParams(location.search);
    const proof = asked.get('confirm');
    if (now === null || silent.value) return;
    if (asked.has('new')) {
      forgetInAddress('new');
      tell({ what: 'new' });
    }
    if (proof !== null && now === 'awaiting-confirmation') void confirmByProof(proof);
    else if (proof !== null) opensAgain(now);
  };
}

// The link in the e-mail is opened a second time: what it asks for is so already.
function opensAgain(now: Phase): void {
  forgetInAddress('confirm');
  if (now === 'confirmed') tell({ what: 'confirmed' });
}

function titleOf(shown: Booking | null, now: Phase | null): string {
  if (unknown.value) return m('unknown');
  if (shown === null || now === null) return m('details');
  return `${wordsOf(shown, now, officeNow()).title} · ${dayAndTimeOf(shown.start)}`;
}
