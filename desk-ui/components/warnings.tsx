import { Alert } from '../../ui-kit/components/notices.js';
import { status } from '../../ui-kit/status.js';
import { frameTexts as t } from '../texts/frame.texts.js';

/** What the technician has to put right: codes that a visitor's phone cannot open. */
export function Warnings() {
  const warnings = status.value?.warnings ?? [];
  if (warnings.length === 0) return null;
  return (
    <Alert kind="warning">
      {warnings.map(({ code, detail }) => (
        <p key={code}>{code === 'public-url-loopback' ? t('loopbackLinks') : detail}</p>
      ))}
    </Alert>
  );
}
