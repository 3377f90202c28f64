import { join } from 'node:path';
import type { ResolvedSettings } from '../config/resolve-settings.js';

const PAGES = [
  ['Citizens', '/'],
  ['Kiosk', '/kiosk/'],
  ['Display', '/display/'],
  ['Desk', '/desk/'],
  ['API reference', '/api/docs'],
] as const;
const DEMO_USERS = 'operator1 … operator4, coordinator';
const LABEL_WIDTH = 15;

/** What a started program says: where each page is, and the first passwords while nobody has seen them. */
export function welcome(url: string, settings: ResolvedSettings): string {
  return [
    settings.demo
      ? 'Sportello is ready. This is a demo: screens on this machine pair by themselves.'
      : 'Sportello is ready.',
    ...PAGES.map(([label, path]) => line(label, `${url}${path}`)),
    ...passwords(settings),
  ].join('\n');
}

function passwords({ adminPassword, demoPassword, dataDir }: ResolvedSettings): string[] {
  const demo = demoPassword === null ? null : `${adminPassword.generated ? demoPassword : 'as ADMIN_PASSWORD says'}`;
  const users = demo === null ? [] : [line('demo users', `${demo}  (${DEMO_USERS})`)];
  if (!adminPassword.generated) return users;
  if (!adminPassword.firstTime) return [];
  return [
    '',
    'First passwords (shown once):',
    line('admin', adminPassword.value),
    ...users,
    line('kept in', join(dataDir, 'admin-password')),
  ];
}

function line(label: string, value: string): string {
  return `  ${label.padEnd(LABEL_WIDTH)}${value}`;
}
