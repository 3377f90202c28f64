import { render } from 'preact';
import '../ui-kit/fonts.css';
import './display.scss';
import { setLanguage } from '../ui-kit/catalogue.js';
import { pairDevice } from '../ui-kit/pairing.js';
import { loadStatus } from '../ui-kit/status.js';
import { Display } from './display.js';
import { openDisplay, soundAnswered } from './display-store.js';
import { openSound, sound } from './voice.js';

setLanguage('it');
const device = pairDevice('display');
let opened = '';
device.pairing.subscribe((paired) => {
  if (paired.step !== 'paired' || paired.token === opened) return;
  opened = paired.token;
  void loadStatus().catch(() => undefined);
  openDisplay(device, paired.device.office, paired.token);
});
void openSound().then(() => (soundAnswered.value = sound.value === 'ok'));

// A display has no pointer and nothing to open.
window.addEventListener('contextmenu', (event) => event.preventDefault());

const root = document.getElementById('app');
if (root) render(<Display pairing={device.pairing} />, root);
