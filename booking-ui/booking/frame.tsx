import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../../ui-kit/components/icon.js';
import { Alert, LiveRegion } from '../../ui-kit/components/notices.js';
import { words } from '../../ui-kit/words.js';
import { faultText, idOf } from './fields.js';
import { p } from './problem-texts.js';
import { faults, goBack, step, stepNumber, STEPS } from './steps.js';
import { b } from './texts.js';

/** Where in the five steps one is: told in words, to screen readers also when it changes. */
export function Stepper() {
  const current = stepNumber.value;
  const where = b('stepOf', { n: current, count: STEPS.length });
  return (
    <nav class="stepper" aria-label={b('steps')}>
      <p class="step-wide">{where}</p>
      <p class="step-narrow" aria-hidden="true">
        {b('stepNamed', { n: current, count: STEPS.length, name: b(step.value) })}
      </p>
      <ol>
        {STEPS.map((one, index) => (
          <li
            key={one}
            class={index + 1 < current ? 'step-done' : ''}
            aria-current={one === step.value ? 'step' : undefined}
          >
            <span>{b(one)}</span>
            {index + 1 < current ? <span class="visually-hidden">, {b('stepDone')}</span> : null}
          </li>
        ))}
      </ol>
      <LiveRegion text={where} />
    </nav>
  );
}

type StepFormProps = {
  children: ComponentChildren;
  onNext: () => void | Promise<unknown>;
  next?: string;
  /** Said on the button while it works. */
  busyText?: string;
  /** The step shows no form fields: nothing has to be said of required ones. */
  plain?: boolean;
};

/** A step: its heading (focused when one comes to it), what is wrong, its fields, and the two buttons. */
export function StepForm({ children, onNext, next, busyText, plain = false }: StepFormProps) {
  const [busy, setBusy] = useState(false);
  const running = useRef(false);
  const submit = async (event: Event) => {
    event.preventDefault();
    // Two presses within a frame meet the same render: only a reference tells the second one of the first.
    if (running.current) return;
    running.current = true;
    setBusy(true);
    await Promise.resolve(onNext()).finally(() => {
      running.current = false;
      setBusy(false);
    });
  };
  return (
    <form noValidate onSubmit={(event) => void submit(event)}>
      <StepHeading />
      <FaultList />
      {plain ? null : <p class="form-text">{b('requiredNote')}</p>}
      {children}
      <div class="step-buttons">
        <button type="submit" class="kit-button kit-button-primary" aria-disabled={busy} aria-busy={busy}>
          {busy && busyText !== undefined ? busyText : (next ?? words('continue'))}
        </button>
        <BackButton />
      </div>
    </form>
  );
}

function BackButton() {
  if (step.value === 'place')
    return (
      <a class="kit-button" href="/">
        {b('backToPortal')}
      </a>
    );
  return (
    <button type="button" class="kit-button" onClick={goBack}>
      <Icon name="arrow-left" /> {words('back')}
    </button>
  );
}

/** Whether this page has shown a step before: the first one leaves the focus where the browser put it. */
let arrived = false;

function StepHeading() {
  const heading = useRef<HTMLHeadingElement>(null);
  const name = b(step.value);
  // Before the browser paints: a key pressed at once belongs to the step that one sees.
  useLayoutEffect(() => {
    if (arrived && faults.peek().length === 0) {
      scrollTo(0, 0);
      heading.current?.focus({ preventScroll: true });
    }
    arrived = true;
  }, []);
  useEffect(() => {
    document.title = `${name} – ${b('title')}`;
  }, [name]);
  return (
    <h2 ref={heading} tabIndex={-1}>
      {name}
    </h2>
  );
}

/** All that is wrong in one place; the first field that it names takes the focus. */
function FaultList() {
  const found = faults.value;
  useEffect(() => {
    const [first] = found;
    if (first !== undefined) document.getElementById(idOf(first.field))?.focus();
  }, [found]);
  if (found.length === 0) return null;
  return (
    <Alert kind="danger">
      <p class="fault-count">{p('checkFields', { n: found.length })}</p>
      <ul class="fault-list">
        {found.map((fault) => (
          <li key={fault.field}>
            <a href={`#${idOf(fault.field)}`} onClick={(event) => leadTo(event, fault.field)}>
              {faultText(fault)}
            </a>
          </li>
        ))}
      </ul>
    </Alert>
  );
}

// By hand, so that the address stays as it is: a fragment would be a step of its own for the back button.
function leadTo(event: Event, field: string): void {
  event.preventDefault();
  document.getElementById(idOf(field))?.focus();
}
