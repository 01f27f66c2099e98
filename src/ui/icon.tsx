// The page's icons: strokes on a 16 × 16 grid in the colour of the text. Always beside a name, so hidden from screen readers.

const PATHS = {
  play: 'M4.5 2.8v10.4l8.5-5.2z',
  pause: 'M5 3v10M11 3v10',
  resume: 'M3.5 3v10M6.5 3v10l7-5z',
  step: 'M4 3v10l6.5-5zM12.5 3v10',
  stop: 'M3.8 3.8h8.4v8.4H3.8z',
  reset: 'M13 8a5 5 0 1 1-1.6-3.7M13 2.5v3h-3',
  close: 'M4 4l8 8M12 4l-8 8',
  moon: 'M12.8 9.8A5.5 5.5 0 0 1 6.2 3.2a5.5 5.5 0 1 0 6.6 6.6z',
  sun: 'M8 5.3a2.7 2.7 0 1 0 0 5.4 2.7 2.7 0 0 0 0-5.4zM8 1.5v1.3M8 13.2v1.3M1.5 8h1.3M13.2 8h1.3M3.4 3.4l.9.9M11.7 11.7l.9.9M12.6 3.4l-.9.9M4.3 11.7l-.9.9',
  fold: 'M9 3.5L13.5 8 9 12.5M3.5 3.5L8 8l-4.5 4.5',
  send: 'M2.5 8h10M8.5 3.5L13 8l-4.5 4.5',
  back: 'M13.5 8h-10M7.5 3.5L3 8l4.5 4.5',
  download: 'M8 2.5v7M5 7l3 3 3-3M3 13h10',
  upload: 'M8 10.5v-7M5 6l3-3 3 3M3 13h10',
  link: 'M6.5 9.5l3-3M7 4.5l1.2-1.2a2.7 2.7 0 0 1 3.8 3.8L10.8 8.3M9 11.5l-1.2 1.2A2.7 2.7 0 0 1 4 8.9l1.2-1.2',
  bell: 'M4 11V7.5a4 4 0 0 1 8 0V11l1 1H3zM7 13.8h2',
  wrench: 'M9.5 6.5L3.2 12.8M13 4.2l-2 2-1.6-.4L9 4.2l2-2A3.5 3.5 0 1 0 13 4.2z',
  experiment: 'M6 2h4M7 2v4L3.5 12.5a1 1 0 0 0 .9 1.5h7.2a1 1 0 0 0 .9-1.5L9 6V2M5 10.5h6',
  training: 'M2 2.5v11h12M4.5 5c2 5 5 6 9 6.3',
  chat: 'M2.5 3.5h11v7.5H7l-3 2.5V11H2.5z',
  proof: 'M2.5 13.5h11M4.5 13.5V9M8 13.5V3M11.5 13.5V6.5',
  microscope: 'M6 2.5h3v6H6zM7.5 8.5V10M3.5 13.5h9M10.5 4.5a4.5 4.5 0 0 1 0 9M4.5 11h5',
  pin: 'M5.5 2.5h5M6.5 2.5v4L4.5 9h7l-2-2.5v-4M8 9v4.5',
  plus: 'M3.5 8h9M8 3.5v9',
  less: 'M3.5 8h9',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  lesson: 'M8 4C6.5 3 4.5 2.8 2.5 3v9.5c2-.2 4 0 5.5 1 1.5-1 3.5-1.2 5.5-1V3c-2-.2-4 0-5.5 1zM8 4v9.5',
  library: 'M3 2.5v11M6 2.5v11M8.7 3.2l3.6 10.3',
  glossary: 'M2 12.5l3-9 3 9M3 9.5h4M13.5 7.5v5M13.5 10a2.1 2.1 0 1 1-4.2 0 2.1 2.1 0 0 1 4.2 0z',
  present: 'M2.5 3h11v7.5h-11zM8 10.5v3M5.5 13.5h5M8 1.5V3',
  runs: 'M5.5 4h8M5.5 8h8M5.5 12h8M2.5 4h.01M2.5 8h.01M2.5 12h.01',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg
      aria-hidden="true"
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
