/** Our own drawings on a 24-unit grid, stroked: the directory's services first, then what the screens need. */
const PATHS = {
  'document-question': 'M6 3h9l4 4v14H6zM15 3v4h4M10 11a2.5 2.5 0 1 1 3.4 2.3c-.7.3-1 .8-1 1.5M12.4 17.6v.2',
  'document-print': 'M7 8V3h10v5M7 17H4V9h16v8h-3M7 14h10v7H7zM17 11.5v.1',
  permit: 'M3 6h18v13H3zM7.5 13a2 2 0 1 0 0-4 2 2 0 0 0 0 4M4.8 16.5c.6-2 4.8-2 5.4 0M13.5 10H18M13.5 13.5H18',
  family:
    'M8 8a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5M16 8a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5M4 21v-8c0-2 8-2 8 0v2M20 21v-8c0-2-8-2-8 0M12 18a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6M9.5 21c0-2.6 5-2.6 5 0',
  citizenship:
    'M5 3h14v18H5zM12 13a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7M8.5 9.5h7M12 6c-2 2-2 5 0 7 2-2 2-5 0-7M8.5 17h7',
  school: 'M2 9l10-5 10 5-10 5zM6 11.5V17c3 2.6 9 2.6 12 0v-5.5M22 9v6',
  support:
    'M12 11.5C8 8.6 7 7.5 7 6a2.5 2.5 0 0 1 5-.5A2.5 2.5 0 0 1 17 6c0 1.5-1 2.6-5 5.5M2 15h4l4-1 4 1.5h3M2 20h9l9-4.5c1-.6.2-2.3-1-1.8L15 15.5',
  taxes: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M15.5 8.5c-3-2-6 0-6 3.5s3 5.5 6 3.5M7.5 10.8h5M7.5 13.2h5',
  building: 'M4 21V8l7-5 7 5v13zM2 21h20M9 21v-5h4v5M8 10.5h1.5M12.5 10.5H14',
  rules: 'M12 3v18M7 21h10M4 7h16M12 5L6.5 7 4 13.5c1 2 4.5 2 5.5 0zM17.5 7L15 13.5c1 2 4.5 2 5.5 0z',
  business:
    'M4 10v11h16V10M3 10l2-6h14l2 6c0 2.5-4 2.5-4.5 0 0 2.5-4.5 2.5-4.5 0 0 2.5-4.5 2.5-4.5 0C7 12.5 3 12.5 3 10M10 21v-5h4v5',
  associations:
    'M12 8a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5M5 12a2 2 0 1 0 0-4 2 2 0 0 0 0 4M19 12a2 2 0 1 0 0-4 2 2 0 0 0 0 4M8 20v-6c0-3 8-3 8 0v6M2 19v-3c0-2 3.5-2.5 5-1.5M22 19v-3c0-2-3.5-2.5-5-1.5',
  'arrow-left': 'M20 12H4M10 6l-6 6 6 6',
  'arrow-right': 'M4 12h16M14 6l6 6-6 6',
  'arrow-up': 'M12 20V4M6 10l6-6 6 6',
  'arrow-down': 'M12 4v16M6 14l6 6 6-6',
  bell: 'M6 17V11a6 6 0 1 1 12 0v6l2 2H4zM10 19c0 2.6 4 2.6 4 0M12 3v2',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M12 7v5l3.5 2',
  calendar: 'M4 5h16v16H4zM4 10h16M8 3v4M16 3v4',
  phone: 'M6 3h4l1.5 5L9 10c1 2.5 2.5 4 5 5l2-2.5 5 1.5v4c0 2-2 3-4 2.5C10 19 5 14 3.5 7 3 5 4 3 6 3',
  printer: 'M7 8V3h10v5M7 17H4V9h16v8h-3M7 14h10v7H7z',
  warning: 'M12 4l9.5 16h-19zM12 10v5M12 17.5v.2',
  check: 'M4 12.5l5.5 5.5L20 7',
  close: 'M5 5l14 14M19 5L5 19',
  accessibility:
    'M12 5.5a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3M4 8.5c5 1.5 11 1.5 16 0M9.5 9.5V14l-2 7M14.5 9.5V14l2 7M9.5 14h5',
  language: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M3 12h18M12 3c-4 4.5-4 13.5 0 18 4-4.5 4-13.5 0-18',
  ticket: 'M3 7h18v3.5a1.5 1.5 0 0 0 0 3V17H3v-3.5a1.5 1.5 0 0 0 0-3zM14 7v10',
  person: 'M12 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8M4.5 21c0-8.5 15-8.5 15 0',
  sound: 'M4 9h4l5-4v14l-5-4H4zM16.5 9c1.5 2 1.5 4 0 6M19 6.5c3 3.5 3 7.5 0 11',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13M15.5 15.5L21 21',
  pin: 'M12 21c-4-5-6-8-6-11a6 6 0 1 1 12 0c0 3-2 6-6 11M12 12a2 2 0 1 0 0-4 2 2 0 0 0 0 4',
} as const;

export type IconName = keyof typeof PATHS;

/** A drawing beside a text that says the same, so it is hidden from screen readers. An unknown name draws a document. */
export function Icon({ name, size = 24 }: { name: string; size?: number | string }) {
  const path = PATHS[name as IconName] ?? PATHS['document-question'];
  return (
    <svg class="icon-drawing" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path
        d={path}
        fill="none"
        stroke="currentColor"
        stroke-width="1.7"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  );
}
