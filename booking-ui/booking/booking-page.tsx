import { useEffect } from 'preact/hooks';
import { words } from '../../ui-kit/words.js';
import { Stepper } from './frame.js';
import { HoldBar } from './hold-bar.js';
import { away, openBooking, ready } from './open-booking.js';
import { StepApplicant } from './step-applicant.js';
import { StepDetails } from './step-details.js';
import { StepPlace } from './step-place.js';
import { StepSummary } from './step-summary.js';
import { StepTime } from './step-time.js';
import { step, type Step } from './steps.js';
import { b } from './texts.js';

const SCREENS: Record<Step, () => preact.JSX.Element | null> = {
  place: StepPlace,
  time: StepTime,
  details: StepDetails,
  applicant: StepApplicant,
  summary: StepSummary,
};

/** The citizen's booking in five steps, at `/book`. */
export function BookingPage() {
  useEffect(() => openBooking(), []);
  const Screen = SCREENS[step.value];
  return (
    <section class="card booking">
      <h1>{b('title')}</h1>
      {ready.value ? (
        <>
          <Stepper />
          <HoldBar />
          <Screen key={step.value} />
        </>
      ) : (
        <p>{away.value ? words('serverAway') : b('loading')}</p>
      )}
    </section>
  );
}
