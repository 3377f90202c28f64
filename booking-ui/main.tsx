import { render } from 'preact';
import '../ui-kit/fonts.css';
import './booking.scss';
import { browserLanguage, ourLanguage, setLanguage } from '../ui-kit/catalogue.js';
import { loadStatus } from '../ui-kit/status.js';
import { Page } from './page.js';
import { rememberedLanguage } from './remembered-language.js';

const asked = new URLSearchParams(location.search).get('lang');
setLanguage((asked === null ? null : ourLanguage(asked)) ?? rememberedLanguage() ?? browserLanguage());
void loadStatus().catch(() => undefined);

const root = document.getElementById('app');
if (root) render(<Page path={location.pathname} />, root);
