import { render } from 'preact';
import '../ui-kit/fonts.css';
import './booking.scss';
import { browserLanguage, setLanguage } from '../ui-kit/catalogue.js';
import { loadStatus } from '../ui-kit/status.js';
import { Page } from './page.js';
import { chosenLanguage } from './remembered-language.js';

setLanguage(chosenLanguage() ?? browserLanguage());
void loadStatus().catch(() => undefined);

const root = document.getElementById('app');
if (root) render(<Page path={location.pathname} />, root);
