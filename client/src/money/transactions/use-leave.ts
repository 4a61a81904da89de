import { useLocation, useNavigate } from 'react-router-dom';

/** Said by the list when it opens a form: the page before it in the browser's history is that list. */
export const fromList = { isFromList: true } as const;

/**
 * Leaves the form of an edit for the list. It goes back where the list stands behind, with its filters; else the list
 * takes the place of the form. In both cases Back does not lead to the form that was saved.
 */
export function useLeave(portfolioId: string): () => void {
  const navigate = useNavigate();
  const { state } = useLocation() as { state: Partial<typeof fromList> | null };
  return () =>
    void (state?.isFromList
      ? navigate(-1)
      : navigate(`/portfolios/${portfolioId}/transactions`, { replace: true }));
}
