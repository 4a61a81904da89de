import { createStore, useStore } from 'zustand';
import { defaultTheme, themes, type Theme } from '#shared/themes.ts';
import { unlessDenied } from '#client/lib/unless-denied.ts';
import { onPreference, readPreference, savePreference } from '#client/lib/cookies.ts';

const cookieName = 'qp_theme';
/** The canvas colours of styles/theme.css, for the browser's own frame. */
const frameColours = { dark: '#0a0d12', light: '#f5f7f9' };

const lightSystem = unlessDenied(() => matchMedia('(prefers-color-scheme: light)'));
const chosenTheme = createStore<Theme>()(() => knownTheme(readPreference(cookieName)));

function knownTheme(value: string | null): Theme {
  return themes.find((known) => known === value) ?? defaultTheme;
}

function paint() {
  const theme = chosenTheme.getState();
  const systemTheme = lightSystem?.matches ? 'light' : 'dark';
  const shown = theme === 'system' ? systemTheme : theme;
  document.documentElement.dataset['theme'] = shown;
  document.querySelector('meta[name="theme-color"]')?.setAttribute('content', frameColours[shown]);
}

function adopt(chosen: Theme) {
  chosenTheme.setState(chosen);
  paint();
}

/** Follows the system live and the choices of other tabs. `public/theme-boot.js` has painted the first frame. */
export function startTheme(): void {
  lightSystem?.addEventListener?.('change', paint);
  onPreference(cookieName, themes, adopt);
  paint();
}

/** Chooses a theme for this browser; saving it to the profile is up to the caller. */
export function setTheme(chosen: Theme): void {
  savePreference(cookieName, chosen);
  if (chosen !== chosenTheme.getState()) adopt(chosen);
}

export function useTheme() {
  return { theme: useStore(chosenTheme), setTheme };
}
