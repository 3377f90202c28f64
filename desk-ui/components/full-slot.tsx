import { useEffect, useRef, useState } from 'preact/hooks';
import { Alert } from '../../ui-kit/components/notices.js';
import { Button } from '../../ui-kit/components/button.js';
import { dayAndTimeOf, soonOf } from '../../ui-kit/format.js';
import type { Placed } from '../state/booking-actions.js';
import { bookingFormTexts as t } from '../texts/booking-form.texts.js';
import { CommandButton } from './command-button.js';

/** A place that was refused: when, and what the server said. */
export type FullSlot = { start: string; refusal: Extract<Placed, { state: 'full' }> };

type FullSlotProps = {
  full: FullSlot;
  forceLabel: string;
  /** @returns a sentence when even that was refused, else null or nothing to say */
  onForce: () => Promise<string | null>;
  onChoose: (start: string) => void;
};

/** No place at that time: the nearest free ones, and going on top of capacity as a step of its own. */
export function FullSlotOffer({ full, forceLabel, onForce, onChoose }: FullSlotProps) {
  const { closed, nearest } = full.refusal;
  const time = dayAndTimeOf(full.start);
  const [problem, setProblem] = useState<string | null>(null);
  const place = useRef<HTMLDivElement>(null);
  // It may lie below what is in sight of a long form, and the next step is in it.
  useEffect(() => {
    place.current?.scrollIntoView({ block: 'nearest' });
    place.current?.querySelector('button')?.focus();
  }, [full]);
  return (
    <Alert kind="warning">
      <div ref={place} class="full-slot" role="group" aria-label={t('full', { time })}>
        <p>
          <strong>{closed ? t('notPlanned', { time }) : t('full', { time })}</strong>
        </p>
        {!closed && <p>{nearest.length === 0 ? t('noNearest') : t('nearest')}</p>}
        {nearest.length > 0 && (
          <div class="nearest">
            {nearest.map(({ start }) => (
              <Button key={start} onPress={() => onChoose(start)}>
                {soonOf(start, full.start.slice(0, 10))}
              </Button>
            ))}
          </div>
        )}
        <p>{t('forceExplained')}</p>
        <CommandButton kind="danger" icon="warning" onPress={async () => setProblem(await onForce())}>
          {forceLabel}
        </CommandButton>
        {problem !== null && problem !== '' && (
          <p class="field-error" role="alert">
            {problem}
          </p>
        )}
      </div>
    </Alert>
  );
}
