import {
  type QueryKey,
  type UseMutationResult,
  type UseQueryOptions,
  type UseQueryResult,
  useMutation,
  useQuery,
} from '@tanstack/react-query';
import type { MaybeOptionalInit } from 'openapi-fetch';
import type {
  HttpMethod,
  PathsWithMethod,
  RequiredKeysOf,
  SuccessResponse,
} from 'openapi-typescript-helpers';
import { useRef } from 'react';
import { answer, api, type paths } from '.';
import { newKey } from './fetch';
import { ProblemError } from './problem';

type Op<P extends keyof paths, M extends HttpMethod> = paths[P] extends Record<M, infer O> ? O : never;
export type Ok<P extends keyof paths, M extends HttpMethod> =
  Op<P, M> extends { responses: infer R extends Record<string | number, unknown> }
    ? SuccessResponse<R, 'application/json'>
    : never;
type Init<P extends keyof paths, M extends HttpMethod> = MaybeOptionalInit<paths[P], M & keyof paths[P]>;
type PathOf<O> = O extends { parameters: { path: infer X extends object } }
  ? { params: { path: X; query?: object; header?: Record<string, string> } }
  : { params?: { query?: object; header?: Record<string, string> } };
type BodyOf<O> = O extends { requestBody: { content: { 'application/json': infer B } } }
  ? { body: B }
  : O extends { requestBody?: { content: { 'application/json': infer B } } }
    ? { body?: B }
    : { body?: undefined };
/** What a command is given; the Idempotency-Key is not among it. */
export type CommandInit<P extends keyof paths, M extends HttpMethod> = PathOf<Op<P, M>> & BodyOf<Op<P, M>>;
type Args<T> = RequiredKeysOf<T & {}> extends never ? [init?: T] : [init: T];
type GetOptions<T> = Partial<Omit<UseQueryOptions<T, Error>, 'queryKey' | 'queryFn'>>;

export function getKey<P extends PathsWithMethod<paths, 'get'>>(path: P, init?: unknown): QueryKey {
  const params = (init as { params?: unknown } | undefined)?.params;
  return params === undefined ? [path] : [path, params];
}

/** Reads and keeps what a GET answers: `useGet('/orders/{number}', { params: { path: { number } } })`. */
export function useGet<P extends PathsWithMethod<paths, 'get'>>(
  path: P,
  init: Init<P, 'get'>,
  options: GetOptions<Ok<P, 'get'>> = {},
): UseQueryResult<Ok<P, 'get'>, Error> {
  return useQuery<Ok<P, 'get'>, Error>({
    queryKey: getKey(path, init),
    queryFn: ({ signal }) => get(path, { ...(init as object), signal } as never),
    ...options,
  });
}

export function get<P extends PathsWithMethod<paths, 'get'>>(
  path: P,
  ...init: Args<Init<P, 'get'>>
): Promise<Ok<P, 'get'>> {
  const call = api.GET as unknown as (
    p: P,
    i: unknown,
  ) => Promise<{ data?: Ok<P, 'get'>; response: Response }>;
  return answer(call(path, init[0] ?? {}));
}

/** Whether it was pressed while the same was on its way already. */
type Joined = { joined: boolean };

/** A command: done once however often its button is pressed, or the network fails in between. */
export function useCommand<P extends keyof paths, M extends 'post' | 'put' | 'delete'>(
  method: M,
  path: P & PathsWithMethod<paths, M>,
  options: {
    onSuccess?: (done: Ok<P, M>, init: CommandInit<P, M>) => unknown;
    onError?: (e: Error) => unknown;
  } = {},
): UseMutationResult<Ok<P, M>, Error, CommandInit<P, M>, Joined> {
  const pending = useRef<{ said: string; key: string } | null>(null);
  const underWay = useRef<Promise<Ok<P, M>> | null>(null);
  const { onSuccess, onError } = options;
  return useMutation<Ok<P, M>, Error, CommandInit<P, M>, Joined>({
    onMutate: (init) => ({
      joined: underWay.current !== null && pending.current?.said === JSON.stringify(init),
    }),
    mutationFn: async (init) => {
      const said = JSON.stringify(init);
      if (underWay.current && pending.current?.said === said) return underWay.current;
      if (pending.current?.said !== said) pending.current = { said, key: newKey() };
      underWay.current = command(method, path, init, pending.current.key);
      try {
        const done = await underWay.current;
        pending.current = null;
        return done;
      } catch (e) {
        // only where it is not known whether it arrived, the next try is the same command
        if (e instanceof ProblemError) pending.current = null;
        throw e;
      } finally {
        underWay.current = null;
      }
    },
    retry: false,
    // what is done once is told once
    onSuccess: (done, init, { joined }) => (joined ? undefined : onSuccess?.(done, init)),
    onError: (e, _init, first) => (first?.joined ? undefined : onError?.(e)),
  });
}

export function command<P extends keyof paths, M extends 'post' | 'put' | 'delete'>(
  method: M,
  path: P & PathsWithMethod<paths, M>,
  init: CommandInit<P, M>,
  key = newKey(),
): Promise<Ok<P, M>> {
  const call = api[method.toUpperCase() as 'POST'] as unknown as (
    p: P,
    i: unknown,
  ) => Promise<{ data?: Ok<P, M>; response: Response }>;
  const given = init as { params?: { header?: object } };
  const header = { 'Idempotency-Key': key, ...given.params?.header };
  return answer(call(path, { ...given, params: { ...given.params, header } }));
}
