import { useEffect, useState } from 'preact/hooks';
import { textOf } from '../../ui-kit/catalogue.js';
import { board } from '../kiosk-store.js';
import { InThree } from './in-three.js';

const EACH_MS = 10_000;

/** The office's notices, one after the other, each in the languages that it is written in. */
export function RestNotices() {
  const notices = board.value?.state.value?.notices ?? [];
  const [turn, setTurn] = useState(0);
  const several = notices.length > 1;
  useEffect(() => {
    if (!several) return;
    const timer = setInterval(() => setTurn((last) => last + 1), EACH_MS);
    return () => clearInterval(timer);
  }, [several]);
  const notice = notices[turn % Math.max(1, notices.length)];
  if (notice === undefined) return null;
  return (
    <div class="rest-note rest-notice">
      <InThree text={(language) => textOf(notice, language).text} />
    </div>
  );
}
