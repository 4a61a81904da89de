import { useSearchParams } from 'react-router-dom';

type Changes = Readonly<Record<string, string | null>>;

/** The filters of a list, its page and what is open stand in the address. A reload, a link and Back show the same. */
export function useAddress() {
  const [params, setParams] = useSearchParams();

  function changed(changes: Changes): URLSearchParams {
    const next = new URLSearchParams(params);
    for (const [name, value] of Object.entries(changes))
      if (value === null || value === '') next.delete(name);
      else next.set(name, value);
    return next;
  }

  return {
    params,
    /** The query of a link that changes this and keeps the rest. */
    search: (changes: Changes) => `?${changed(changes).toString()}`,
    /** Another filter begins at the first page. It takes the place of the present address: Back leaves the page. */
    filter: (changes: Changes) => setParams(changed({ ...changes, cursor: null }), { replace: true }),
    /** Opens or closes something over the same list. */
    show: (changes: Changes) => setParams(changed(changes), { preventScrollReset: true }),
  };
}
