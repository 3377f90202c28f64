import type { Booking } from '../../src/bookings/bookings.contract.js';
import { language, textOf } from '../../ui-kit/catalogue.js';
import { qrPath } from '../../ui-kit/components/qr-code.js';
import { dayOf } from '../../ui-kit/format.js';
import { hoursOf } from './phase.js';
import { m } from './texts.js';

const WIDTH = 720;
const MARGIN = 48;
const QR_SIDE = 440;
const INK = '#17324d';

type Line = { text: string; size: number; weight: 400 | 600 | 700; gap: number; color?: string };

/** Draws the appointment with its code and QR code. @returns a PNG as a data URL @throws where there is no canvas */
export async function drawBooking(booking: Booking): Promise<string> {
  const canvas = document.createElement('canvas');
  const [above, below] = linesOf(booking);
  await loadFonts([...above, ...below]);
  const brush = brushOf(canvas);
  const wrapped = (lines: Line[]) => lines.flatMap((line) => wrap(brush, line));
  const [head, foot] = [wrapped(above), wrapped(below)];
  const qr = booking.checkInFrom === null ? 0 : QR_SIDE;
  canvas.width = WIDTH;
  canvas.height = MARGIN * 2 + heightOf(head) + qr + heightOf(foot);
  brush.fillStyle = '#fff';
  brush.fillRect(0, 0, canvas.width, canvas.height);
  const top = write(brush, head, MARGIN);
  if (qr > 0) drawQr(brush, booking.code, top);
  write(brush, foot, top + qr);
  return canvas.toDataURL('image/png');
}

function linesOf(booking: Booking): [above: Line[], below: Line[]] {
  const { officeName, address, code, serviceName, contact, mode, checkInFrom } = booking;
  const small = (text: string): Line => ({ text, size: 26, weight: 400, gap: 10 });
  const phone = contact.phone === null ? [] : [small(m('onNumber', { phone: contact.phone }))];
  const where =
    mode === 'desk'
      ? [small(`${address.street}, ${address.locality} (${address.province})`)]
      : [small(m(mode === 'phone' ? 'byPhone' : 'byVideo')), ...phone];
  return [
    [
      { text: m('confirmed'), size: 34, weight: 700, gap: 24, color: '#006b44' },
      { text: dayOf(booking.start), size: 40, weight: 700, gap: 4 },
      { text: hoursOf(booking), size: 52, weight: 700, gap: 20 },
      { text: textOf(serviceName).text, size: 30, weight: 600, gap: 20 },
      { text: textOf(officeName).text, size: 28, weight: 600, gap: 6 },
      ...where,
    ],
    checkInFrom === null ? [] : [{ text: code, size: 76, weight: 700, gap: 0 }],
  ];
}

function fontOf({ size, weight }: Line): string {
  const latin = '"Titillium Web"';
  const chinese = '"Noto Sans SC Variable", "PingFang SC", "Microsoft YaHei"';
  return `${weight} ${size}px ${language.value === 'zh-Hans' ? `${chinese}, ${latin}` : `${latin}, ${chinese}`}, sans-serif`;
}

// A canvas does not wait for fonts: it would draw the first time with whatever there is.
async function loadFonts(lines: Line[]): Promise<void> {
  await Promise.all(lines.map((line) => document.fonts.load(fontOf(line), line.text)));
}

function brushOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const brush = canvas.getContext('2d');
  if (brush === null) throw new Error('no canvas');
  return brush;
}

// Chinese breaks anywhere, the others at spaces.
function wrap(brush: CanvasRenderingContext2D, line: Line): Line[] {
  brush.font = fontOf(line);
  const rows: string[] = [];
  for (const piece of line.text.match(/[\u3000-\u9fff\uff00-\uffef]|[^\s\u3000-\u9fff\uff00-\uffef]+\s*|\s+/g) ?? []) {
    const longer = `${rows.at(-1) ?? ''}${piece}`;
    if (rows.length === 0 || brush.measureText(longer.trimEnd()).width > WIDTH - 2 * MARGIN) rows.push(piece);
    else rows[rows.length - 1] = longer;
  }
  return rows.map((text, index) => ({ ...line, text: text.trimEnd(), gap: index === rows.length - 1 ? line.gap : 0 }));
}

function heightOf(lines: Line[]): number {
  return lines.reduce((sum, { size, gap }) => sum + size * 1.25 + gap, 0);
}

function write(brush: CanvasRenderingContext2D, lines: Line[], top: number): number {
  brush.textAlign = 'center';
  brush.textBaseline = 'top';
  for (const line of lines) {
    brush.font = fontOf(line);
    brush.fillStyle = line.color ?? INK;
    brush.fillText(line.text, WIDTH / 2, top);
    top += line.size * 1.25 + line.gap;
  }
  return top;
}

function drawQr(brush: CanvasRenderingContext2D, code: string, top: number): void {
  const { side, path } = qrPath(code);
  // Whole pixels per module: blurred edges are hard on scanners.
  const scale = Math.floor(QR_SIDE / side);
  brush.save();
  brush.translate((WIDTH - side * scale) / 2, top + (QR_SIDE - side * scale) / 2);
  brush.scale(scale, scale);
  brush.fillStyle = '#000';
  brush.fill(new Path2D(path));
  brush.restore();
}
