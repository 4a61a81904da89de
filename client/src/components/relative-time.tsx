import { Tooltip } from '#client/components/tooltip.tsx';
import { useFormat } from '#client/lib/format-for-user.ts';
import { useNow } from '#client/lib/now.ts';

/** How long ago or how soon; the exact moment on hover, and at once for screen readers. */
export function RelativeTime({ at }: { at: string }) {
  const format = useFormat();
  const now = useNow();
  const exact = format.dateTime(at);
  return (
    <Tooltip content={<span aria-hidden>{exact}</span>}>
      <time dateTime={at} className="underline decoration-line-strong decoration-dotted underline-offset-4">
        {/* On paper it is no longer now. */}
        <span className="print:hidden">
          {format.relative(at, now)}
          <span className="sr-only">, </span>
        </span>
        <span className="sr-only print:not-sr-only">{exact}</span>
      </time>
    </Tooltip>
  );
}
