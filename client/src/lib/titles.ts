import { useEffect, useLayoutEffect, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';

interface PageTitle {
  readonly title: string;
  /** The page that named itself so: while the next one loads, it is still the last one's. */
  readonly path: string;
}

const subscribers = new Set<() => void>();
let current: PageTitle = { title: '', path: '' };
let formsWithErrors = 0;

function publish(title: string) {
  current = { title, path: location.pathname };
  for (const subscriber of subscribers) subscriber();
}

function countForms(change: 1 | -1) {
  formsWithErrors += change;
  for (const subscriber of subscribers) subscriber();
}

function subscribe(subscriber: () => void) {
  subscribers.add(subscriber);
  return () => subscribers.delete(subscriber);
}

/**
 * Names the page, in the current language. Every page calls it once: the document's title and the `<h1>` of
 * its layout come from here, so a page renders no `<h1>` itself.
 */
export function usePageTitle(title: string): void {
  const { t } = useTranslation('common');
  const hasErrors = useSyncExternalStore(subscribe, () => formsWithErrors > 0);
  useLayoutEffect(() => publish(title), [title]);
  useEffect(() => {
    document.title = `${hasErrors ? t('titleError', { title }) : title} · ${t('product')}`;
  }, [title, hasErrors, t]);
}

/** Puts "Error: " before the document's title while the form that calls it shows errors. */
export function useErrorInTitle(hasErrors: boolean): void {
  useEffect(() => {
    if (!hasErrors) return;
    countForms(1);
    return () => countForms(-1);
  }, [hasErrors]);
}

/** The title of the page that is shown, for the layout around it. */
export function useCurrentTitle(): PageTitle {
  return useSyncExternalStore(subscribe, () => current);
}
