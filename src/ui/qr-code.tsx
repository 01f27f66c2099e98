// A text as a QR code, to be read off the screen: dark on white in either theme, as readers of codes want it.

import encode from 'qr';
import './qr-code.css';

interface QrCodeProps {
  text: string;
  /** What it is a code of. */
  label: string;
}

export default function QrCode({ text, label }: QrCodeProps) {
  const modules = encode(text, 'raw', { ecc: 'low', border: 4 });
  const dark = modules.flatMap((row, y) => row.flatMap((on, x) => (on ? `M${x} ${y}h1v1h-1z` : [])));
  return (
    <svg
      role="img"
      aria-label={label}
      className="qr-code"
      viewBox={`0 0 ${modules.length} ${modules.length}`}
      shapeRendering="crispEdges"
    >
      <rect width="100%" height="100%" fill="#fff" />
      <path d={dark.join('')} fill="#000" />
    </svg>
  );
}
