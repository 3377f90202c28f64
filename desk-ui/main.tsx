import { render } from 'preact';
import '../ui-kit/fonts.css';
import './desk.scss';
import { App } from './app.js';
import { boot } from './state/boot.js';

boot();
const root = document.getElementById('app');
if (root) render(<App />, root);
