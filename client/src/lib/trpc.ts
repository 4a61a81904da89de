import { createTRPCReact } from '@trpc/react-query';
import type { AnyTRPCProcedure, inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '#client/lib/quantpulse-api.d.ts';
import type { calls } from '#shared/calls.ts';
import type { SessionTimes } from '#shared/identity/auth.ts';
import type { User } from '#shared/identity/users.ts';

/** Every procedure of the server as a typed hook. Only the API's type is seen here, never the server's code. */
export const trpc = createTRPCReact<AppRouter>();

// Does not compile while shared/calls.ts and the router disagree. The error lists what is wrong, a sentence each.
({ compared: true }) satisfies Record<Comparison[keyof Comparison], true>;

interface Comparison {
  made: 'compared';
  missing: `calls.ts misses ${Exclude<Mutation, Call>}: write its alone, cookies, needsSession, outdates`;
  unknown: `calls.ts has ${Exclude<Call, Mutation | Query>}, which is no procedure`;
  outdates: {
    [Path in Call]: `${Path} outdates ${Exclude<Calls[Path]['outdates'][number], Query>}, which is no query`;
  }[Call];
  answer: { [Path in Call]: WrongAnswer<Path, Calls[Path]> }[Call];
}

type Calls = typeof calls;
type Call = keyof Calls;
type Mutation = PathsOf<'mutation'>;
type Query = PathsOf<'query'>;

type WrongAnswer<Path extends Call, Traits> = Traits extends { cookies: 'open' }
  ? Lacks<Path, `has cookies 'open' and answers no user with times`, SessionTimes & { user: User }>
  : Traits extends { cookies: 'renew' }
    ? Lacks<Path, `has cookies 'renew' and answers no times`, SessionTimes>
    : Traits extends { answersUser: true }
      ? Lacks<Path, 'has answersUser and answers no user', User>
      : never;

/** Never where the answer, or one of its kinds, has what the page wants to learn from it. */
type Lacks<Path extends string, Sentence extends string, Wanted> =
  Extract<AnswerOf<Path>, Wanted> extends never ? `${Path} ${Sentence}` : never;

type AnswerOf<
  Path extends string,
  Tree = inferRouterOutputs<AppRouter>,
> = Path extends `${infer Noun extends string & keyof Tree}.${infer Rest}`
  ? AnswerOf<Rest, Tree[Noun]>
  : Tree[Path & keyof Tree];

type PathsOf<Kind, Tree = AppRouter['_def']['record']> = {
  [Name in keyof Tree & string]: Tree[Name] extends AnyTRPCProcedure
    ? Tree[Name]['_def']['type'] extends Kind
      ? Name
      : never
    : `${Name}.${PathsOf<Kind, Tree[Name]>}`;
}[keyof Tree & string];
