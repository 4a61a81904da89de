import type { Figure } from './bench.ts';
import { deskFigure } from './figures/desk.ts';
import { growth } from './figures/growth.ts';
import { layerShares } from './figures/layers.ts';
import { besidePeers } from './figures/peers.ts';
import { reads } from './figures/reads.ts';
import { refreshes } from './figures/refreshes.ts';
import { signIns } from './figures/sign-ins.ts';
import { starts } from './figures/start.ts';

/** Every figure by the name that `--only` takes, in the order of measuring. */
export const figures = {
  'sign-ins': signIns,
  reads,
  peers: besidePeers,
  refreshes,
  layers: layerShares,
  start: starts,
  growth,
  desk: deskFigure,
} satisfies Record<string, Figure>;
