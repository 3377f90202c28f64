import { render } from 'preact';
import '../ui-kit/fonts.css';
import './kiosk.scss';
import { setLanguage } from '../ui-kit/catalogue.js';
import { pairDevice } from '../ui-kit/pairing.js';
import { loadStatus } from '../ui-kit/status.js';
import { tellCondition } from './condition.js';
import { Kiosk } from './kiosk.js';
import { openKiosk } from './kiosk-store.js';
import { watchIdle } from './idle.js';
import { watchScanner } from './scanner.js';

setLanguage('it');
// Also before it is paired: a demo says so on every screen.
void loadStatus().catch(() => undefined);
const device = pairDevice('kiosk');
device.pairing.subscribe((paired) => {
  if (paired.step !== 'paired') return;
  void loadStatus().catch(() => undefined);
  tellCondition(device);
  openKiosk(device, paired.device.office, paired.token);
});
// First, so that it reads every key.
watchScanner();
watchIdle();

// A kiosk is no browser: nothing is selected, dragged, zoomed or opened by a long touch, and there is no way back.
window.addEventListener('contextmenu', (event) => event.preventDefault());
window.addEventListener('dragstart', (event) => event.preventDefault());
window.addEventListener('wheel', (event) => (event.ctrlKey ? event.preventDefault() : undefined), { passive: false });
history.pushState(null, '');
window.addEventListener('popstate', () => history.pushState(null, ''));

const root = document.getElementById('app');
if (root) render(<Kiosk pairing={device.pairing} />, root);
