import { effect, untracked } from '@preact/signals';
import { render } from 'preact';
import '../ui-kit/fonts.css';
import './display.scss';
import { setLanguage } from '../ui-kit/catalogue.js';
import { pairDevice } from '../ui-kit/pairing.js';
import { loadStatus } from '../ui-kit/status.js';
import { Display } from './display.js';
import { board, closeDisplay, openDisplay } from './display-store.js';
import { startSound } from './sound-check.js';

const STATUS_RETRY_MS = 2_000;

setLanguage('it');
const device = pairDevice('display');
let opened: string | null = null;
device.pairing.subscribe((paired) => {
  const token = paired.step === 'paired' ? paired.token : null;
  if (token === opened) return;
  opened = token;
  if (paired.step === 'paired') void begin(paired.device.office, paired.token);
  else closeDisplay();
});
void startSound(device);

// Revoked: the live connection hears of it at once, the next heartbeat only in half a minute.
effect(() => {
  if (board.value?.problem.value?.status === 401) untracked(() => device.forget());
});

// What is still worth saying is judged by the office's clock, so that has to be known first.
async function begin(office: string, token: string): Promise<void> {
  while (opened === token) {
    const known = await loadStatus().catch(() => null);
    if (known !== null) break;
    await new Promise((resolve) => setTimeout(resolve, STATUS_RETRY_MS));
  }
  if (opened === token) openDisplay(office, token);
}

// A display has no pointer and nothing to open.
window.addEventListener('contextmenu', (event) => event.preventDefault());

const root = document.getElementById('app');
if (root) render(<Display pairing={device.pairing} />, root);
