/** Our mark. */
export function Mark() {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true">
      <rect x="1.5" y="1.5" width="21" height="21" rx="5" fill="var(--accent-fill)" />
      <path
        d="M6.5 8h11M6.5 16h11"
        stroke="var(--on-accent)"
        strokeWidth="1.6"
        strokeLinecap="round"
        opacity=".55"
      />
      <path
        d="M5.5 12h3.2l1.8-3.2 3 6.4 1.8-3.2h3.2"
        fill="none"
        stroke="var(--on-accent)"
        strokeWidth="1.9"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
