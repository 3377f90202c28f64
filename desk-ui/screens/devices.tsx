import { useEffect, useState } from 'preact/hooks';
import type { Device } from '../../src/devices/devices.contract.js';
import { Dialog } from '../../ui-kit/components/dialog.js';
import { Button } from '../../ui-kit/components/button.js';
import { Alert } from '../../ui-kit/components/notices.js';
import { officeClock } from '../../ui-kit/office-clock.js';
import { dayAndTimeOf } from '../../ui-kit/format.js';
import { words } from '../../ui-kit/words.js';
import { CommandButton } from '../components/command-button.js';
import { TextField } from '../components/field.js';
import { Warnings } from '../components/warnings.js';
import { devices, devicesProblem, loadDevices, pairDevice, revokeDevice } from '../state/devices.js';
import { tell } from '../state/notices.js';
import { languageName } from '../texts/alerts.js';
import { deviceTexts as t } from '../texts/devices.texts.js';

/** Devices say how they are every half minute. */
const LOOK_EVERY_MS = 15_000;
/** Three heartbeats missed. */
const SILENT_AFTER_MS = 100_000;

/** Kiosks and displays of the office: how they are, one more, one less. */
export function DevicesScreen() {
  useEffect(() => {
    void loadDevices();
    const timer = setInterval(() => void loadDevices(), LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <div class="devices">
      <h1>{t('title')}</h1>
      <Warnings />
      {devicesProblem.value !== null && <Alert kind="warning">{devicesProblem.value}</Alert>}
      <div class="devices-columns">
        <DeviceTable />
        <PairForm />
      </div>
    </div>
  );
}

function DeviceTable() {
  const [revoking, setRevoking] = useState<Device | null>(null);
  const list = devices.value;
  return (
    <section class="card" aria-labelledby="paired-title">
      <h2 id="paired-title">{t('paired')}</h2>
      {list === null && <p>{words('connecting')}</p>}
      {list?.length === 0 && <p class="empty">{t('none')}</p>}
      {list !== null && list.length > 0 && (
        <table class="device-table">
          <thead>
            <tr>
              {(['name', 'lastSeen', 'paper', 'sound', 'voices'] as const).map((key) => (
                <th scope="col" key={key}>
                  {t(key)}
                </th>
              ))}
              <th scope="col">
                <span class="visually-hidden">{t('actions')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {list.map((device) => (
              <DeviceRow key={device.id} device={device} onRevoke={() => setRevoking(device)} />
            ))}
          </tbody>
        </table>
      )}
      {revoking !== null && <RevokeDialog device={revoking} onClose={() => setRevoking(null)} />}
    </section>
  );
}

function DeviceRow({ device, onRevoke }: { device: Device; onRevoke: () => void }) {
  const { paper, sound, voices } = device.condition;
  return (
    <tr>
      <th scope="row">
        {device.name}
        <span class="soft"> {t(device.kind)}</span>
      </th>
      <td>{lastSeenText(device)}</td>
      <td>{device.kind === 'kiosk' ? paperText(paper) : '–'}</td>
      <td>{sound === 'ok' ? t('soundOk') : sound === 'blocked' ? t('soundBlocked') : '–'}</td>
      <td>{Array.isArray(voices) ? voicesText(voices.map(String)) : '–'}</td>
      <td>
        <Button kind="danger" onPress={onRevoke}>
          {t('revoke')}
          <span class="visually-hidden"> {device.name}</span>
        </Button>
      </td>
    </tr>
  );
}

function RevokeDialog({ device, onClose }: { device: Device; onClose: () => void }) {
  const [problem, setProblem] = useState<string | null>(null);
  const revoke = async () => {
    const refusal = await revokeDevice(device.id);
    if (refusal !== null) return setProblem(refusal);
    tell('success', t('revoked', { name: device.name }));
    onClose();
  };
  return (
    <Dialog title={t('revokeTitle', { name: device.name })} onClose={onClose}>
      <p>{t('revokeText')}</p>
      {problem !== null && <Alert kind="danger">{problem}</Alert>}
      <div class="dialog-buttons">
        <Button onPress={onClose}>{words('back')}</Button>
        <CommandButton kind="danger" onPress={revoke}>
          {t('revoke')}
        </CommandButton>
      </div>
    </Dialog>
  );
}

function PairForm() {
  const { code, setCode, name, setName, tried, problem, pair } = usePairing();
  const missing = (value: string) => (tried && value.trim() === '' ? t('fillIn') : null);
  return (
    <section class="card" aria-labelledby="pair-title">
      <h2 id="pair-title">{t('pairTitle')}</h2>
      <p>{t('pairText')}</p>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void pair();
        }}
      >
        <TextField
          label={t('code')}
          value={code}
          onChange={setCode}
          autocomplete="off"
          spellcheck={false}
          maxLength={20}
          error={missing(code) ?? problem}
        />
        <TextField
          label={t('deviceName')}
          hint={t('deviceNameHint')}
          value={name}
          onChange={setName}
          maxLength={80}
          error={missing(name)}
        />
        <button type="submit" class="kit-button kit-button-primary">
          {t('pair')}
        </button>
      </form>
    </section>
  );
}

function usePairing() {
  const [code, setCode] = useState('');
  const [name, setName] = useState('');
  const [tried, setTried] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const pair = async () => {
    setTried(true);
    setProblem(null);
    if (code.trim() === '' || name.trim() === '') return;
    const refusal = await pairDevice(code.trim(), name.trim());
    if (refusal !== null) return setProblem(refusal);
    tell('success', t('pairedNow', { name: name.trim() }));
    setCode('');
    setName('');
    setTried(false);
  };
  return { code, setCode, name, setName, tried, problem, pair };
}

function lastSeenText({ lastSeenAt }: Device): string {
  if (lastSeenAt === null) return t('neverSeen');
  const silent = Date.parse(officeClock.value) - Date.parse(lastSeenAt) > SILENT_AFTER_MS;
  return silent ? t('silentSince', { time: dayAndTimeOf(lastSeenAt) }) : t('connected');
}

function paperText(paper: unknown): string {
  if (paper === 'ok') return t('paperOk');
  if (paper === 'low') return t('paperLow');
  return paper === 'out' ? t('paperOut') : t('paperUnknown');
}

function voicesText(voices: string[]): string {
  return voices.length === 0 ? t('noVoices') : voices.map(languageName).join(' · ');
}
