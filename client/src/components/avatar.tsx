import { clsx } from 'clsx';
import { initials } from '#client/components/initials.ts';

/** A person's initials on a disc, drawn as decoration: their name is said by what stands around it. */
export function Avatar({ name, className }: { name: string; className?: string }) {
  return (
    <span
      aria-hidden
      data-slot="avatar"
      data-initials={initials(name)}
      className={clsx(
        'grid size-8 shrink-0 place-items-center rounded-full border border-accent-line bg-accent-wash text-xs font-semibold tracking-wide text-accent before:content-[attr(data-initials)]',
        className,
      )}
    />
  );
}
