/** The still, small. */
export function Logo() {
  return (
    <svg aria-hidden="true" width="32" height="32" viewBox="0 0 32 32">
      <path d="M4.2 19.5h13.6a7 7 0 0 1-13.6 0z" fill="var(--student)" />
      <path
        d="M9.5 10.6A7.2 7.2 0 1 0 18 19.4c.2-3 1-5 3.2-4.6L28 19l1.6-2.6-8.2-6.6C18 7 13.2 6.2 9.5 10.6z"
        fill="none"
        stroke="var(--ink)"
        strokeWidth="2"
        strokeLinejoin="round"
      />
      <path
        d="M27.6 22.5c1.3 2 1.9 3 1.9 3.9a1.9 1.9 0 0 1-3.8 0c0-.9.6-1.9 1.9-3.9z"
        fill="var(--student)"
      />
    </svg>
  );
}
