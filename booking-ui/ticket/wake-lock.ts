type Lock = { release(): Promise<void> };
type WakeLocks = { request(kind: 'screen'): Promise<Lock> };

let wanted = false;
let lock: Lock | null = null;

/** Keeps the phone's screen on while its visitor waits, where the browser can; false lets it sleep again. */
export function keepAwake(awake: boolean): void {
  if (awake === wanted) return;
  wanted = awake;
  if (awake) {
    document.addEventListener('visibilitychange', request);
    request();
  } else {
    document.removeEventListener('visibilitychange', request);
    void lock?.release().catch(() => undefined);
    lock = null;
  }
}

// The browser takes the lock away whenever the page is hidden, so it is asked for again on coming back.
function request(): void {
  const { wakeLock } = navigator as { wakeLock?: WakeLocks };
  if (wakeLock === undefined || document.visibilityState !== 'visible') return;
  wakeLock.request('screen').then(
    (given) => {
      if (wanted) lock = given;
      else void given.release();
    },
    () => undefined,
  );
}
