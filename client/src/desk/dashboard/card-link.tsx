import { Link } from 'react-router-dom';
import { buttonStyles } from '#client/components/button.tsx';

/** At the far end of a card's title: where the rest of it is. */
export function CardLink({ to, text }: { to: string; text: string }) {
  return (
    <Link to={to} className={buttonStyles({ variant: 'ghost', size: 'sm', className: '-mr-3' })}>
      {text}
    </Link>
  );
}
