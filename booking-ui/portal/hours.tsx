import { officeNow } from '../../ui-kit/api.js';
import { TextOf } from '../../ui-kit/components/directory-text.js';
import { dayOf, timeOf } from '../../ui-kit/format.js';
import { t } from '../texts.js';
import { desk } from './portal-store.js';

/** The next two weeks as they really are: holidays and closures with their reason. */
export function Hours() {
  const days = desk.value?.days ?? [];
  const today = officeNow().slice(0, 10);
  return (
    <section class="card">
      <h2>{t('hours')}</h2>
      <table class="hours">
        <tbody>
          {days.map(({ date, intervals, closedBecause }) => (
            <tr
              key={date}
              class={intervals.length === 0 ? 'closed-day' : ''}
              aria-current={date === today ? 'date' : undefined}
            >
              <th scope="row">
                <span class="day">{dayOf(date)}</span> {date === today ? <small>({t('today')})</small> : null}
              </th>
              <td>
                {intervals.map(({ from, to, walkIns }) => (
                  <span key={from} class="interval">
                    {timeOf(from)}–{timeOf(to)}
                    {walkIns ? null : <small> {t('bookingsOnly')}</small>}
                  </span>
                ))}
                {intervals.length > 0 ? null : t('closedDay')}
                {intervals.length > 0 || closedBecause === null ? null : (
                  <>
                    {' – '}
                    <TextOf text={closedBecause} />
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
