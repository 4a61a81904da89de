import { Button, type ButtonProps } from '#client/components/button.tsx';
import { clockOf } from '#client/lib/format.ts';

export interface SubmitButtonProps extends Omit<ButtonProps, 'form'> {
  /** What `useCallForm` returned. */
  form: { readonly isPending: boolean; readonly secondsLeft: number };
}

/** Sends its form. While the server asks to wait it shows for how long, and does nothing; the alert says it aloud. */
export function SubmitButton({ form: { isPending, secondsLeft }, children, ...props }: SubmitButtonProps) {
  return (
    <Button type="submit" isPending={isPending} isBlocked={secondsLeft > 0} {...props}>
      {children}
      {secondsLeft > 0 && (
        <span aria-hidden data-slot="wait" className="font-normal tabular-nums">
          {clockOf(secondsLeft)}
        </span>
      )}
    </Button>
  );
}
