import { correction, generate } from 'lean-qr';

const QUIET_MODULES = 4;

/** A QR code as one SVG path, with the quiet zone that scanners need. */
export function QrCode({ value, label }: { value: string; label: string }) {
  const { side, path } = qrPath(value);
  return (
    <svg class="qr-code" role="img" aria-label={label} viewBox={`0 0 ${side} ${side}`} shape-rendering="crispEdges">
      <rect width={side} height={side} fill="#fff" />
      <path fill="#000" d={path} />
    </svg>
  );
}

/** The dark modules of a QR code as an SVG path, one unit each, in a square of `side` units with its quiet zone. */
export function qrPath(value: string): { side: number; path: string } {
  const code = generate(value, { minCorrectionLevel: correction.M });
  return { side: code.size + 2 * QUIET_MODULES, path: pathOf(code) };
}

function pathOf({ size, get }: ReturnType<typeof generate>): string {
  let path = '';
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      if (get(column, row)) path += `M${column + QUIET_MODULES} ${row + QUIET_MODULES}h1v1h-1z`;
    }
  }
  return path;
}
