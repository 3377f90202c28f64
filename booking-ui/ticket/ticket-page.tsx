import { useEffect, useState } from 'preact/hooks';
import type { Ticket } from '../../src/queue/queue.contract.js';
import { Button } from '../../ui-kit/components/button.js';
import { Dialog } from '../../ui-kit/components/dialog.js';
import { TextOf } from '../../ui-kit/components/directory-text.js';
import { Alert, ConnectionBanner, LiveRegion } from '../../ui-kit/components/notices.js';
import { timeOf, waitOf } from '../../ui-kit/format.js';
import { words } from '../../ui-kit/words.js';
import { t } from '../texts.js';
import { alarmOn, turnAlarmOn } from './alarm.js';
import { connection, freshAt, leaveQueue, openTicket, silent, ticket, unknown } from './ticket-store.js';

/** Follows one number: position, range, "it is your turn". */
export function TicketPage({ token }: { token: string }) {
  useEffect(() => void openTicket(token), [token]);
  const shown = ticket.value;
  const pageTitle = shown === null ? null : `${shown.number} · ${worded(shown).title}`;
  useEffect(() => {
    if (pageTitle !== null) document.title = pageTitle;
  }, [pageTitle]);
  if (unknown.value) return <Unknown />;
  if (shown === null) return <p class="card">{words(silent.value ? 'serverAway' : 'connecting')}</p>;
  const { title, line } = worded(shown);
  return (
    <section class={`card ticket-card ticket-${shown.status}`}>
      <p class="ticket-label">{t('yourNumber')}</p>
      <p class="ticket-number">{shown.number}</p>
      <h1>{title}</h1>
      {line === null ? null : <p class="lead">{line}</p>}
      {shown.status === 'waiting' ? <Place ticket={shown} /> : null}
      <p class="ticket-service">
        <TextOf text={shown.serviceName} /> · {timeOf(shown.issuedAt)}
      </p>
      {shown.endedAt === null ? <ConnectionBanner connection={connection.value} freshAt={freshAt.value} /> : null}
      <LiveRegion text={title} assertive={shown.status === 'called'} />
      {shown.endedAt === null ? <Actions ticket={shown} /> : <HomeLink />}
    </section>
  );
}

function worded({ status, endReason, counter }: Ticket): { title: string; line: string | null } {
  const at = { counter: counter ?? '' };
  switch (status) {
    case 'waiting':
      return { title: t('waiting'), line: t('waitingLine') };
    case 'called':
      return { title: t('calledTitle', at), line: t('calledLine', at) };
    case 'serving':
      return { title: t('servingTitle', at), line: null };
    case 'parked':
      return { title: t('parkedTitle'), line: t('parkedLine') };
    case 'completed':
      return { title: t('servedTitle'), line: t('servedLine') };
    case 'no-show':
      return { title: t('noShowTitle'), line: t('noShowLine') };
    case 'cancelled':
      return { title: endReason === 'left' ? t('leftTitle') : t('cancelledTitle'), line: t('comeBack') };
    case 'expired':
      return { title: t('expiredTitle'), line: t('expiredLine') };
  }
}

function Place({ ticket: { ahead, estimate } }: { ticket: Ticket }) {
  return (
    <p class="ticket-place">
      {ahead === null ? null : <strong>{words('ahead', { n: ahead })}</strong>}
      <span>{waitOf(estimate)}</span>
    </p>
  );
}

function Actions({ ticket: { number, status } }: { ticket: Ticket }) {
  const [asking, setAsking] = useState(false);
  return (
    <div class="ticket-actions">
      {status === 'waiting' || status === 'parked' ? <AlarmSwitch /> : null}
      {status === 'serving' ? null : (
        <>
          <Button kind="danger" onPress={() => setAsking(true)}>
            {t('leave')}
          </Button>
          {asking ? <LeaveDialog number={number} onClose={() => setAsking(false)} /> : null}
        </>
      )}
    </div>
  );
}

function LeaveDialog({ number, onClose }: { number: string; onClose: () => void }) {
  const [failed, setFailed] = useState(false);
  const leave = async () => {
    setFailed(false);
    if (await leaveQueue()) onClose();
    else setFailed(true);
  };
  return (
    <Dialog title={t('leaveSure')} onClose={onClose}>
      <p>{t('leaveLine', { number })}</p>
      {failed ? <Alert kind="danger">{t('leaveFailed')}</Alert> : null}
      <div class="dialog-buttons">
        <Button onPress={onClose}>{t('leaveNo')}</Button>
        <Button kind="danger" onPress={leave}>
          {t('leaveYes')}
        </Button>
      </div>
    </Dialog>
  );
}

function AlarmSwitch() {
  if (alarmOn.value) return <Alert kind="success">{t('notifyOn')}</Alert>;
  return (
    <>
      <Button kind="primary" icon="bell" onPress={turnAlarmOn}>
        {t('notify')}
      </Button>
      <p class="hint">{t('keepOpen')}</p>
    </>
  );
}

function Unknown() {
  return (
    <section class="card">
      <h1>{t('ticketUnknown')}</h1>
      <p>{t('expiredLine')}</p>
      <HomeLink />
    </section>
  );
}

function HomeLink() {
  return (
    <a class="kit-button" href="/">
      {t('home')}
    </a>
  );
}
