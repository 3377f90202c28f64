import type { ComponentChildren } from 'preact';
import type { StaffTicket } from '../../src/queue/queue.contract.js';
import { textOf } from '../../ui-kit/catalogue.js';
import { timeOf } from '../../ui-kit/format.js';
import { minutesSince, myCounter, myTicket } from '../state/desk.js';
import { openDialog } from '../state/dialogs.js';
import { queue } from '../state/live-queue.js';
import { serviceName } from '../state/office.js';
import { callByHand, resume } from '../state/ticket-actions.js';
import { languageName } from '../texts/alerts.js';
import { workTexts as t } from '../texts/work.texts.js';
import { CommandButton } from './command-button.js';

/** Tickets set aside, for whoever is back with the copy or the form. */
export function ParkedList() {
  const parked = queue.value?.parked ?? [];
  const mayCall = myCounter.value?.state === 'open' && myTicket.value === null;
  return (
    <SideCard
      id="parked"
      title={t('parkedTitle', { n: parked.length })}
      empty={parked.length === 0 ? t('noneParked') : null}
    >
      {parked.map((ticket) => (
        <SideRow key={ticket.id} ticket={ticket} note={t('minutes', { n: minutesSince(ticket.issuedAt) })}>
          <CommandButton class="row-button" onPress={() => (mayCall ? callByHand(ticket) : resume(ticket))}>
            {mayCall ? t('call') : t('toWaiting')}
            <span class="visually-hidden"> {ticket.number}</span>
          </CommandButton>
        </SideRow>
      ))}
    </SideCard>
  );
}

/** No-shows that may still come back, once. */
export function ReturningList() {
  const recent = queue.value?.recent ?? [];
  if (recent.length === 0) return null;
  return (
    <SideCard id="returning" title={t('returningTitle', { n: recent.length })} empty={null}>
      {recent.map((ticket) => (
        <SideRow key={ticket.id} ticket={ticket} note={timeOf(ticket.endedAt ?? ticket.issuedAt)}>
          <CommandButton class="row-button" onPress={() => resume(ticket)}>
            {t('letReturn')}
            <span class="visually-hidden"> {ticket.number}</span>
          </CommandButton>
        </SideRow>
      ))}
    </SideCard>
  );
}

/** Who sits where, with which visitor. */
export function CounterList() {
  return (
    <SideCard id="counters" title={t('countersTitle')} empty={null}>
      {(queue.value?.counters ?? []).map(({ code, name, state, operator, languages }) => {
        const ticket = queue.value?.active.find(({ counter }) => counter === code);
        const counterName = textOf(name);
        return (
          <li class={`counter-row counter-${state}`} key={code}>
            <strong lang={counterName.lang}>{counterName.text}</strong>
            <span class="soft">
              {operator === null ? t('counterClosed') : operator.name}
              {state === 'paused' && ` · ${t('paused')}`}
              {operator !== null && ` · ${languages.map(languageName).join(' ')}`}
            </span>
            <span class="counter-ticket number">{ticket?.number ?? ''}</span>
          </li>
        );
      })}
    </SideCard>
  );
}

function SideCard(props: { id: string; title: string; empty: string | null; children: ComponentChildren }) {
  return (
    <section class="card side-card" aria-labelledby={`${props.id}-title`}>
      <h2 id={`${props.id}-title`}>{props.title}</h2>
      {props.empty === null ? <ul class="rows">{props.children}</ul> : <p class="empty">{props.empty}</p>}
    </section>
  );
}

function SideRow({ ticket, note, children }: { ticket: StaffTicket; note: string; children: ComponentChildren }) {
  return (
    <li class="row">
      <button type="button" class="row-main" onClick={() => openDialog({ kind: 'ticket', ticket })}>
        <span class="row-number number">{ticket.number}</span>
        <span class="row-what">
          <span class="row-service">{serviceName(ticket.service)}</span>
          <span class="soft">{note}</span>
        </span>
      </button>
      {children}
    </li>
  );
}
