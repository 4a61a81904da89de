interface Arc {
  readonly id: string;
  readonly isDone: boolean;
}

const size = 132;
const stroke = 10;
const radius = (size - stroke) / 2;
const length = 2 * Math.PI * radius;
const gap = 14;

/** An arc for each part, clockwise from the top. The number in the middle says it in words for everybody. */
export function ProtectionRing({ arcs, label }: { arcs: readonly Arc[]; label: string }) {
  const share = length / arcs.length;
  const done = arcs.filter(({ isDone }) => isDone).length;
  return (
    <div className="relative grid size-33 shrink-0 place-items-center">
      <svg aria-hidden viewBox={`0 0 ${size} ${size}`} fill="none" className="absolute inset-0 -rotate-90">
        {arcs.map(({ id, isDone }, index) => (
          <circle
            key={id}
            cx={size / 2}
            cy={size / 2}
            r={radius}
            strokeWidth={stroke}
            strokeLinecap="round"
            strokeDasharray={`${share - gap} ${length - share + gap}`}
            strokeDashoffset={-(index * share + gap / 2)}
            className={isDone ? 'stroke-growth' : 'stroke-warning'}
          />
        ))}
      </svg>
      <p role="img" aria-label={label} className="figure text-[2.125rem]">
        {done}
        <span className="text-ink-faint">/{arcs.length}</span>
      </p>
    </div>
  );
}
