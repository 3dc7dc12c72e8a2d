import createClient from 'openapi-fetch';
import { API, sessionFetch } from './fetch';
import { ProblemError, refusal, Unreachable } from './problem';
import type { components, paths } from './schema.gen';

export type Schemas = components['schemas'];
export type { paths };
export { ProblemError, Unreachable };

/** Every operation of dispatch-api.yaml, typed. Most pages rather use `useGet` and `useCommand`. */
export const api = createClient<paths>({
  baseUrl: `${location.origin}${API}`,
  fetch: sessionFetch,
  credentials: 'same-origin',
  // the contract's lists in an address are comma separated
  querySerializer: { array: { style: 'form', explode: false } },
});

type Answer<T> = { data?: T; error?: unknown; response: Response };

/** The answer's body, or a {@link ProblemError} / {@link Unreachable} thrown. */
export async function answer<T>(pending: Promise<Answer<T>>): Promise<T> {
  return (await answerWithTag(pending)).data;
}

/** With the version of a registered thing, for If-Match of its change. */
export async function answerWithTag<T>(pending: Promise<Answer<T>>): Promise<{ data: T; etag: string }> {
  const { data, error, response } = await pending;
  if (response.ok) return { data: data as T, etag: response.headers.get('ETag') ?? '' };
  if (error && typeof error === 'object' && 'status' in error && 'type' in error) {
    throw new ProblemError(error as Schemas['Problem']);
  }
  if (error && typeof error === 'object') throw new Unreachable(response.status);
  throw await refusal(new Response(null, { status: response.status }));
}
