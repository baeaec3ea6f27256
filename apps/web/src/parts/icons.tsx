import type { ReactNode } from 'react';

/** The drawings of our icons, 24 by 24, strokes only. */
export const icons = {
  bell: (
    <>
      <path d="M6 16V11a6 6 0 0 1 12 0v5l1.5 2h-15z" />
      <path d="M10 20.5h4" />
    </>
  ),
  belloff: (
    <>
      <path d="M6 16V11c0-1 .3-2 .7-2.8M9 5.8A6 6 0 0 1 18 11v4M4.5 18H17M4 4l16 16M10 20.5h4" />
    </>
  ),
  check: (
    <>
      <path d="M4.5 12.5l5 5L20 7" />
    </>
  ),
  checkc: (
    <>
      <circle cx="12" cy="12" r="9" />
      <path d="M8 12.4l2.8 2.8L16 9.5" />
    </>
  ),
  clock: (
    <>
      <circle cx="12" cy="12" r="9" />
      <path d="M12 7v5.3l3.5 2" />
    </>
  ),
  cloudoff: (
    <>
      <path d="M7 18h9.5M19.5 16.5A4 4 0 0 0 17 9.6 5.5 5.5 0 0 0 9 6M6.5 8.5A5 5 0 0 0 7 18M4 4l16 16" />
    </>
  ),
  dl: (
    <>
      <path d="M12 4v11M7 11l5 5 5-5M4.5 20h15" />
    </>
  ),
  dn2: (
    <>
      <path d="M7 7l10 10M17 9v8H9" />
    </>
  ),
  doc: (
    <>
      <path d="M6 3.5h8l4 4v13H6z" />
      <path d="M14 3.5v4h4M9 12h6M9 15.5h6" />
    </>
  ),
  eq: (
    <>
      <path d="M5 12h14M14 7l5 5-5 5" />
    </>
  ),
  esc: (
    <>
      <path d="M5 20v-5h5v-5h5V5h5M15.5 5H20v4.5" />
    </>
  ),
  eye: (
    <>
      <path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z" />
      <circle cx="12" cy="12" r="2.8" />
    </>
  ),
  gear: (
    <>
      <circle cx="12" cy="12" r="3" />
      <path d="M12 3v3M12 18v3M3 12h3M18 12h3M5.600 5.600l2.200 2.200M16.200 16.200l2.200 2.200M18.400 5.600l-2.200 2.200M7.800 16.200l-2.200 2.200" />
    </>
  ),
  glass: (
    <>
      <path d="M4 12a8 8 0 1 1 16 0 8 8 0 0 1-16 0z" />
      <path d="M12 4l-1.5 5 3 3-2.5 3.5L12 20" />
    </>
  ),
  half: (
    <>
      <circle cx="12" cy="12" r="9" />
      <path d="M12 3v18" />
      <path d="M12 7h3.5M12 12h6M12 17h3.5" strokeDasharray="1.5 2.2" />
    </>
  ),
  hand: (
    <>
      <path d="M4 8h13l-3.5-3.5M4 16h9" />
    </>
  ),
  hosp: (
    <>
      <path d="M4 20.5V7l8-3.5L20 7v13.5M2.5 20.5h19M12 8.5v5M9.5 11h5M10 20.5v-4h4v4" />
    </>
  ),
  info: (
    <>
      <circle cx="12" cy="12" r="9" />
      <path d="M12 11v5.5M12 7.6v.1" />
    </>
  ),
  key: (
    <>
      <circle cx="8" cy="15" r="4" />
      <path d="M11 12l8-8M16 7l3 3M13.5 9.5l2 2" />
    </>
  ),
  list: (
    <>
      <path d="M8.5 6h12M8.5 12h12M8.5 18h12M4 6h.1M4 12h.1M4 18h.1" />
    </>
  ),
  lock: (
    <>
      <rect x="5" y="11" width="14" height="9" rx="1.5" />
      <path d="M8 11V8a4 4 0 0 1 8 0v3" />
    </>
  ),
  pen: (
    <>
      <path d="M4 20l1-4.5L16 4.5l3.5 3.5L8.5 19z" />
    </>
  ),
  people: (
    <>
      <circle cx="9" cy="8.5" r="3.5" />
      <path d="M2.5 20c.6-3.7 3-5.5 6.5-5.5s5.9 1.8 6.5 5.5M15.5 5.2a3.5 3.5 0 0 1 0 6.6M17.5 14.8c2.3.6 3.6 2.3 4 5.2" />
    </>
  ),
  plus: (
    <>
      <path d="M12 5v14M5 12h14" />
    </>
  ),
  print: (
    <>
      <path d="M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z" />
    </>
  ),
  pulse: (
    <>
      <path d="M2.5 12.5h4l2.5-7 4.5 13 2.5-6h5.5" />
    </>
  ),
  search: (
    <>
      <circle cx="11" cy="11" r="6.5" />
      <path d="M16 16l4.5 4.5" />
    </>
  ),
  shield: (
    <>
      <path d="M12 3l7.5 2.5v6c0 4.5-3 7.8-7.5 9.5-4.5-1.7-7.5-5-7.5-9.5v-6z" />
      <path d="M8.5 12l2.5 2.5L15.5 10" />
    </>
  ),
  stop: (
    <>
      <circle cx="12" cy="12" r="9" />
      <path d="M7.5 12h9" />
    </>
  ),
  switch: (
    <>
      <path d="M4 8h13l-3.5-3.5M20 16H7l3.5 3.5" />
    </>
  ),
  tri: (
    <>
      <path d="M12 4l9 16H3z" />
      <path d="M12 10v4.5M12 17.4v.1" />
    </>
  ),
  up2: (
    <>
      <path d="M7 17L17 7M9 7h8v8" />
    </>
  ),
  watch: (
    <>
      <rect x="7" y="7" width="10" height="10" rx="2.5" />
      <path d="M9 7l.6-4h4.800l.6 4M9 17l.6 4h4.800l.6-4M12 10v2.300l1.500 1" />
    </>
  ),
  x: (
    <>
      <path d="M6 6l12 12M18 6L6 18" />
    </>
  ),
  xc: (
    <>
      <circle cx="12" cy="12" r="9" />
      <path d="M9 9l6 6M15 9l-6 6" />
    </>
  ),
} as const satisfies Record<string, ReactNode>;

/** The name of an icon. */
export type IconName = keyof typeof icons;
