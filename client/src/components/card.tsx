import { clsx } from 'clsx';
import { useId, type ComponentProps, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { buttonStyles } from '#client/components/button.tsx';

export interface CardProps extends Omit<ComponentProps<'section'>, 'title'> {
  title?: ReactNode;
  description?: ReactNode;
  /** At the far end of the title's line. */
  action?: ReactNode;
}

/** A surface with a hairline edge; a title makes it a named region. */
export function Card({ title, description, action, className, children, ...props }: CardProps) {
  const titleId = useId();
  return (
    <section
      data-slot="card"
      aria-labelledby={title ? titleId : undefined}
      className={clsx('rounded-lg border border-line bg-surface', className)}
      {...props}
    >
      {title && (
        <header
          className={clsx(
            'flex min-h-13 items-center justify-between gap-4 border-b border-line px-5',
            description ? 'py-3.5' : 'py-2',
          )}
        >
          <div>
            <h2 id={titleId} className="font-semibold">
              {title}
            </h2>
            {description && <p className="text-[0.8125rem] text-ink-soft">{description}</p>}
          </div>
          {action}
        </header>
      )}
      {children}
    </section>
  );
}

/** The `action` of a card that shows only a part: where the rest of it is. */
export function CardLink({ to, text }: { to: string; text: string }) {
  return (
    <Link
      to={to}
      className={buttonStyles({
        variant: 'ghost',
        size: 'sm',
        className: '-mr-3 shrink-0 whitespace-nowrap',
      })}
    >
      {text}
    </Link>
  );
}
