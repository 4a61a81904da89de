import { Tooltip } from '#client/components/tooltip.tsx';
import { useFormat } from '#client/lib/format-for-user.ts';
import { useNow } from '#client/lib/now.ts';

/** How long ago or how soon; the exact moment on hover and focus, and at once for screen readers. */
export function RelativeTime({ at }: { at: string }) {
  const format = useFormat();
  const now = useNow();
  const exact = format.dateTime(at);
  return (
    <Tooltip content={<span aria-hidden>{exact}</span>}>
      <time
        dateTime={at}
        // The exact moment must be in reach of the keyboard too.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        className="rounded-sm underline decoration-line-strong decoration-dotted underline-offset-4"
      >
        {format.relative(at, now)}
        <span className="sr-only">, {exact}</span>
      </time>
    </Tooltip>
  );
}
