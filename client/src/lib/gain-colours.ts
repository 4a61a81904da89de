import { createStore, useStore } from 'zustand';
import { unlessDenied } from '#client/lib/unless-denied.ts';

/** Which of both a gain is: green in most of the world, red in China, Japan and Korea. */
export const gainColours = ['green', 'red'] as const;
export type GainColour = (typeof gainColours)[number];

/** Kept by this browser, as the density of rows is. */
const storageName = 'qp-gain-colour';
const store = createStore<GainColour>()(() =>
  unlessDenied(() => localStorage.getItem(storageName)) === 'red' ? 'red' : 'green',
);

/** The colour in which a gain is written; a loss is written in the other one. */
export function useGainColour(): GainColour {
  return useStore(store);
}

export function setGainColour(colour: GainColour): void {
  store.setState(colour, true);
  unlessDenied(() => localStorage.setItem(storageName, colour));
}
