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
import { leaveQueue, live, openTicket, ticket, unknown } from './ticket-store.js';

/** Follows one number: position, range, "it is your turn". */
export function TicketPage({ token }: { token: string }) {
  useEffect(() => void openTicket(token), [token]);
  const shown = ticket.value;
  if (unknown.value || live.value?.problem.value?.code === 'not-found') return <Unknown />;
  if (shown === null) return <p class="card">{words('connecting')}</p>;
  const { title, line } = worded(shown);
  document.title = `${shown.number} · ${title}`;
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
      {live.value === null ? null : (
        <ConnectionBanner connection={live.value.connection.value} freshAt={live.value.freshAt.value} />
      )}
      <LiveRegion text={title} assertive={shown.status === 'called'} />
      {shown.endedAt === null ? <Actions ticket={shown} /> : null}
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
      return { title: endReason === 'left' ? t('leftTitle') : t('cancelledTitle'), line: null };
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
      <p class="hint">{t('keepOpen')}</p>
      {status === 'serving' ? null : (
        <Button kind="danger" onPress={() => setAsking(true)}>
          {t('leave')}
        </Button>
      )}
      {asking ? (
        <Dialog title={t('leaveSure')} onClose={() => setAsking(false)}>
          <p>{t('leaveLine', { number })}</p>
          <div class="dialog-buttons">
            <Button kind="danger" onPress={() => leaveQueue().finally(() => setAsking(false))}>
              {t('leaveYes')}
            </Button>
            <Button onPress={() => setAsking(false)}>{t('leaveNo')}</Button>
          </div>
        </Dialog>
      ) : null}
    </div>
  );
}

function AlarmSwitch() {
  if (alarmOn.value) return <Alert kind="success">{t('notifyOn')}</Alert>;
  return (
    <Button kind="primary" icon="bell" onPress={turnAlarmOn}>
      {t('notify')}
    </Button>
  );
}

function Unknown() {
  return (
    <section class="card">
      <h1>{t('ticketUnknown')}</h1>
      <p>{t('expiredLine')}</p>
      <a class="kit-button" href="/">
        {t('home')}
      </a>
    </section>
  );
}
