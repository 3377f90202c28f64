import { correction, generate } from 'lean-qr';

const QUIET_MODULES = 4;

/** A QR code as one SVG path, with the quiet zone that scanners need. */
export function QrCode({ value, label }: { value: string; label: string }) {
  const code = generate(value, { minCorrectionLevel: correction.M });
  const side = code.size + 2 * QUIET_MODULES;
  return (
    <svg class="qr-code" role="img" aria-label={label} viewBox={`0 0 ${side} ${side}`} shape-rendering="crispEdges">
      <rect width={side} height={side} fill="#fff" />
      <path fill="#000" d={pathOf(code)} />
    </svg>
  );
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
