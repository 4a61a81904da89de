import { createStore, useStore } from 'zustand';
import { unlessDenied } from '#client/lib/unless-denied.ts';

export type Density = 'roomy' | 'compact';

/** Kept by this browser: how much fits is a matter of its screen. */
const storageName = 'qp-density';
const store = createStore<Density>()(() =>
  unlessDenied(() => localStorage.getItem(storageName)) === 'compact' ? 'compact' : 'roomy',
);

/** How much room rows of figures take. */
export function useDensity(): Density {
  return useStore(store);
}

export function setDensity(density: Density): void {
  store.setState(density, true);
  unlessDenied(() => localStorage.setItem(storageName, density));
}
