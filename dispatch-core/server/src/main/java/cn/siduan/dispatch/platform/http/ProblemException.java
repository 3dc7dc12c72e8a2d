package cn.siduan.dispatch.platform.http;

/** Leaves a transaction (and rolls it back) with a refusal for the caller. */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Problem problem;

  public ProblemException(Problem problem) {
    super(problem.slug() + " " + problem.values() + " " + problem.errors(), null, false, false);
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
