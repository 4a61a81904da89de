import { useEffect, useEffectEvent, type ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { createStore, useStore } from 'zustand';
import type { CommandPaletteProps } from '#client/app/palette/command-palette.tsx';
import { showToast } from '#client/components/show-toast.ts';

/** By then what the page itself needs has been asked for. */
const idleMilliseconds = 2000;

const loaded = createStore<{ Palette: ComponentType<CommandPaletteProps> | null }>()(() => ({
  Palette: null,
}));

/** Asks for the palette's chunk; the browser keeps it, so it may be called ahead and again. */
async function load(): Promise<void> {
  const { CommandPalette } = await import('#client/app/palette/command-palette.tsx');
  loaded.setState({ Palette: CommandPalette });
}

/** On intent, before the palette is opened; what fails now is told when it is. */
export function preloadPalette(): void {
  load().catch(() => undefined);
}

/** The palette with its words is a chunk of its own, loaded when the page has come to rest. */
export function LazyPalette(props: CommandPaletteProps) {
  const { t } = useTranslation('common');
  const { open, onClose } = props;
  const { Palette } = useStore(loaded);
  const giveUp = useEffectEvent(() => {
    onClose();
    showToast({ tone: 'danger', title: t('loadFailed') });
  });
  useEffect(() => {
    const timer = setTimeout(preloadPalette, idleMilliseconds);
    return () => clearTimeout(timer);
  }, []);
  useEffect(() => {
    if (open) load().catch(giveUp);
  }, [open]);
  return Palette && <Palette {...props} />;
}
