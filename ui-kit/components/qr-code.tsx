import qrcode from 'qrcode-generator';

const QUIET_MODULES = 4;

/** A QR code as one SVG path, with the quiet zone that scanners need. */
export function QrCode({ value, label }: { value: string; label: string }) {
  const code = qrcode(0, 'M');
  code.addData(value);
  code.make();
  const size = code.getModuleCount();
  const side = size + 2 * QUIET_MODULES;
  return (
    <svg class="qr-code" role="img" aria-label={label} viewBox={`0 0 ${side} ${side}`} shape-rendering="crispEdges">
      <rect width={side} height={side} fill="#fff" />
      <path fill="#000" d={pathOf(size, (row, column) => code.isDark(row, column))} />
    </svg>
  );
}

function pathOf(size: number, isDark: (row: number, column: number) => boolean): string {
  let path = '';
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      if (isDark(row, column)) path += `M${column + QUIET_MODULES} ${row + QUIET_MODULES}h1v1h-1z`;
    }
  }
  return path;
}
