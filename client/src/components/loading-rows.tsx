import { Skeleton } from '#client/components/skeleton.tsx';

/** Rows that are still on their way. */
export function LoadingRows({ rows }: { rows: number }) {
  return (
    <div className="divide-y divide-line">
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className="flex items-center gap-3 px-5 py-4">
          <Skeleton className="size-5 shrink-0" />
          <div className="flex flex-1 flex-col gap-3 py-1">
            <Skeleton className="h-4 w-44" />
            <Skeleton className="h-3 w-full max-w-96" />
          </div>
        </div>
      ))}
    </div>
  );
}
