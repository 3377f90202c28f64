import { useEffect, useRef } from 'preact/hooks';
import { Button } from '../../ui-kit/components/button.js';
import { Icon } from '../../ui-kit/components/icon.js';
import { Alert } from '../../ui-kit/components/notices.js';
import { dayOf, timeOf } from '../../ui-kit/format.js';
import { BookingTable } from '../components/booking-table.js';
import { CommandButton } from '../components/command-button.js';
import { TextField } from '../components/field.js';
import { KeyHint } from '../components/key-hint.js';
import { OverbookedList } from '../components/overbooked-list.js';
import {
  bookingsAt,
  bookingsProblem,
  bookingsView,
  moveDay,
  officeDay,
  overbooked,
  searchText,
  searchWanted,
  showDay,
  typeSearch,
  wantedDay,
} from '../state/bookings.js';
import { openDialog } from '../state/dialogs.js';
import { bookingTexts as t } from '../texts/bookings.texts.js';

/** Who is booked: a day's list, a search over all days, and the times with too many. */
export function BookingsScreen() {
  const view = bookingsView.value;
  return (
    <div class="bookings">
      <div class="bookings-head">
        <h1>{t('title')}</h1>
        <Views />
        <span class="grow" />
        <CommandButton kind="primary" icon="calendar" letter="O" onPress={() => openDialog({ kind: 'new-booking' })}>
          {t('newBooking')}
        </CommandButton>
      </div>
      {bookingsProblem.value !== null && bookingsAt.value !== null && (
        <Alert kind="warning">{t('stale', { time: timeOf(bookingsAt.value) })}</Alert>
      )}
      {view === 'day' && (
        <div class="bookings-tools">
          <DayChooser />
          <SearchField />
        </div>
      )}
      {view === 'day' ? <BookingTable /> : <OverbookedList />}
    </div>
  );
}

function Views() {
  const count = overbooked.value.length;
  const views = [
    { view: 'day', label: t('ofDay'), n: 0 },
    { view: 'overbooked', label: t('overbooked'), n: count },
  ] as const;
  return (
    <div class="bookings-views" role="group" aria-label={t('views')}>
      {views.map(({ view, label, n }) => (
        <button
          type="button"
          key={view}
          class="kit-button"
          aria-pressed={bookingsView.value === view}
          onClick={() => (bookingsView.value = view)}
        >
          {n > 0 && <Icon name="warning" size={18} />}
          {label}
          {n > 0 && <span class="number"> {n}</span>}
        </button>
      ))}
    </div>
  );
}

function DayChooser() {
  const day = wantedDay.value;
  return (
    <div class="day-chooser" role="group" aria-label={t('day')}>
      <Button icon="arrow-left" shortcut="ArrowLeft" onPress={() => moveDay(-1)}>
        <span class="visually-hidden">{t('previousDay')}</span>
      </Button>
      <TextField label={t('day')} type="date" value={day} onChange={showDay} />
      <Button icon="arrow-right" shortcut="ArrowRight" onPress={() => moveDay(1)}>
        <span class="visually-hidden">{t('nextDay')}</span>
      </Button>
      <Button disabled={day === officeDay.value && searchText.value === ''} onPress={() => showDay(null)}>
        {t('today')}
      </Button>
      {searchText.value === '' && <strong class="day-name">{dayOf(day)}</strong>}
    </div>
  );
}

function SearchField() {
  const place = useRef<HTMLFormElement>(null);
  const wanted = searchWanted.value;
  useEffect(() => {
    if (!wanted) return;
    searchWanted.value = false;
    place.current?.querySelector('input')?.focus();
  }, [wanted]);
  return (
    <form ref={place} role="search" class="bookings-search" onSubmit={(event) => event.preventDefault()}>
      <TextField
        label={t('search')}
        keyHint={<KeyHint letter="F" />}
        value={searchText.value}
        onChange={typeSearch}
        maxLength={80}
        autocomplete="off"
        spellcheck={false}
      />
      {searchText.value !== '' && (
        <Button icon="close" onPress={() => typeSearch('')}>
          <span class="visually-hidden">{t('clearSearch')}</span>
        </Button>
      )}
    </form>
  );
}
