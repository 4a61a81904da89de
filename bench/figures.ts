import type { Figure } from './bench.ts';
import { growth } from './figures/growth.ts';
import { layerShares } from './figures/layers.ts';
import { reads } from './figures/reads.ts';
import { refreshes } from './figures/refreshes.ts';
import { signIns } from './figures/sign-ins.ts';

/** Every figure by the name that `--only` takes, in the order of measuring. */
export const figures = {
  'sign-ins': signIns,
  reads,
  refreshes,
  layers: layerShares,
  growth,
} satisfies Record<string, Figure>;
