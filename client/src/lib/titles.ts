import { useEffect, useLayoutEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { createStore, useStore } from 'zustand';

interface PageTitle {
  readonly title: string;
  /** The page that named itself so: while the next one loads, it is still the last one's. */
  readonly path: string;
}

const shownTitle = createStore<PageTitle>()(() => ({ title: '', path: '' }));

/**
 * Names the page, in the current language. Every page calls it once: the document's title and the `<h1>` of
 * its layout come from here, so a page renders no `<h1>` itself. `hasErrors` puts "Error: " before the
 * document's title while a form of the page shows errors.
 */
export function usePageTitle(title: string, { hasErrors = false }: { hasErrors?: boolean } = {}): void {
  const { t } = useTranslation('common');
  useLayoutEffect(() => shownTitle.setState({ title, path: location.pathname }), [title]);
  useEffect(() => {
    document.title = `${hasErrors ? t('titleError', { title }) : title} · ${t('product')}`;
  }, [title, hasErrors, t]);
}

/** The title of the page that is shown, for the layout around it. */
export function useCurrentTitle(): PageTitle {
  return useStore(shownTitle);
}
