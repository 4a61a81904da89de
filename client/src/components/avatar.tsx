import { clsx } from 'clsx';

interface AvatarProps {
  name: string;
  /** Where the picture is read; null without one. */
  url: string | null;
  className?: string;
}

/** A person's picture on a disc, or their initials. It is decoration: whoever shows it says the name. */
export function Avatar({ name, url, className }: AvatarProps) {
  return (
    <span
      aria-hidden
      data-slot="avatar"
      data-initials={initials(name)}
      className={clsx(
        'relative grid size-8 shrink-0 place-items-center overflow-hidden rounded-full border border-accent-line bg-accent-wash text-xs font-semibold tracking-wide text-accent before:content-[attr(data-initials)]',
        className,
      )}
    >
      {/* A picture that does not come leaves the initials in sight. */}
      {url && <img src={url} alt="" className="absolute inset-0 size-full bg-raised object-cover" />}
    </span>
  );
}

/** The first letters of the first and last word, or of the only word. A double surname is one word; a username may be two. */
export function initials(name: string): string {
  const spaced = name.split(/\s+/u).filter(Boolean);
  const words = spaced.length > 1 ? spaced : name.split(/[\s._-]+/u).filter(Boolean);
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  return ends
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toLocaleUpperCase();
}
