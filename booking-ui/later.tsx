import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Button } from '../ui-kit/components/button.js';
import { words } from '../ui-kit/words.js';

/** A page whose code is fetched when it is opened: who books does not load what follows a ticket live. */
export function Later<P extends object>({ load, props }: { load: () => Promise<ComponentType<P>>; props: P }) {
  const [Page, setPage] = useState<ComponentType<P> | null>(null);
  const [away, setAway] = useState(false);
  useEffect(() => {
    load().then(
      (loaded) => setPage(() => loaded),
      () => setAway(true),
    );
  }, []);
  if (Page !== null) return <Page {...props} />;
  return (
    <section class="card" aria-busy={!away}>
      <p>{away ? words('somethingWrong') : words('connecting')}</p>
      {away ? <Button onPress={() => location.reload()}>{words('tryAgain')}</Button> : null}
    </section>
  );
}
