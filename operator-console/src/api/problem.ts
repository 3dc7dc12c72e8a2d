import type { components } from './schema.gen';

export type Problem = components['schemas']['Problem'];

/** A refusal of the server, in the reader's language. Nothing was changed. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail || problem.title);
    this.name = 'ProblemError';
    this.problem = problem;
  }

  get status(): number {
    return this.problem.status;
  }

  /** The end of the problem's type: names the kind of refusal whatever the language. */
  get slug(): string {
    return this.problem.type.split(/[/:#]/).pop() ?? '';
  }

  /** What is wrong with which field, by its path in the body with dots: `form.floor`. */
  fieldMessages(): Record<string, string> {
    return Object.fromEntries(
      (this.problem.errors ?? []).map((e) => [e.field.replaceAll('/', '.'), e.message]),
    );
  }
}

/** The server did not answer at all. */
export class Unreachable extends Error {
  constructor(cause?: unknown) {
    super('unreachable', { cause });
    this.name = 'Unreachable';
  }
}

/** Turns an answer that is no success into the error that says why. */
export async function refusal(response: Response): Promise<Error> {
  const type = response.headers.get('Content-Type') ?? '';
  if (type.includes('json')) {
    try {
      return new ProblemError((await response.json()) as Problem);
    } catch (e) {
      return new Unreachable(e);
    }
  }
  return new Unreachable(`status ${response.status}`);
}
