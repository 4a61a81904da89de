import { useEffect, useLayoutEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { createStore, useStore } from 'zustand';

interface PageTitle {
  readonly title: string;
  /** The page that named itself so: while the next one loads, it is still the last one's. */
  readonly path: string;
}

const shownTitle = createStore<PageTitle>()(() => ({ title: '', path: '' }));
const formsWithErrors = createStore<{ count: number }>()(() => ({ count: 0 }));

/**
 * Names the page, in the current language. Every page calls it once. The document's title and the `<h1>` of its
 * layout come from here, so a page renders no `<h1>`.
 */
export function usePageTitle(title: string): void {
  const { t } = useTranslation('common');
  const hasErrors = useStore(formsWithErrors, ({ count }) => count > 0);
  useLayoutEffect(() => shownTitle.setState({ title, path: location.pathname }), [title]);
  useEffect(() => {
    document.title = `${hasErrors ? t('titleError', { title }) : title} · ${t('product')}`;
  }, [title, hasErrors, t]);
}

/** Puts "Error: " before the document's title while the form that calls it shows errors. */
export function useErrorInTitle(hasErrors: boolean): void {
  useEffect(() => {
    if (!hasErrors) return;
    formsWithErrors.setState(({ count }) => ({ count: count + 1 }));
    return () => formsWithErrors.setState(({ count }) => ({ count: count - 1 }));
  }, [hasErrors]);
}

/** The title of the page that is shown, for the layout around it. */
export function useCurrentTitle(): PageTitle {
  return useStore(shownTitle);
}
