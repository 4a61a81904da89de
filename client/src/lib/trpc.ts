import { createTRPCReact, httpLink } from '@trpc/react-query';
import type { AppRouter } from '#server/router.ts';

export const trpc = createTRPCReact<AppRouter>();

export function createTrpcClient() {
  return trpc.createClient({ links: [httpLink({ url: '/trpc' })] });
}
