import { defineConfig } from 'vite';
import { uiConfig } from '../ui-kit/vite.config.js';

export default defineConfig(uiConfig('desk'));
