import { icons, type IconName } from './icons.tsx';

/** A small drawing beside words; it says nothing by itself, so that it is hidden from screen readers. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="i" viewBox="0 0 24 24" aria-hidden="true">
      {icons[name]}
    </svg>
  );
}
