package cn.siduan.dispatch.visit;

import cn.siduan.dispatch.platform.Platform;
import cn.siduan.dispatch.platform.db.DatabaseException;
import cn.siduan.dispatch.platform.db.Tx;
import cn.siduan.dispatch.platform.http.ApiReply;
import cn.siduan.dispatch.platform.http.ApiRequest;
import cn.siduan.dispatch.platform.http.Problem;
import cn.siduan.dispatch.platform.http.ProblemException;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a device tells is decided anew when somebody else was quicker by a moment: nobody sits
 * before it to look at a conflict, and what it tells holds whatever the order has become.
 */
final class DecideAnew {

  private static final int ATTEMPTS = 5;
  private static final String OVERTAKEN = "changed-meanwhile";

  private DecideAnew() {}

  static ApiReply run(Platform platform, ApiRequest request, Function<Tx, ApiReply> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return platform.commands().run(request, work, (_, e) -> overtaken(e));
      } catch (ProblemException e) {
        if (attempt == ATTEMPTS || !e.problem().slug().equals(OVERTAKEN)) {
          throw e;
        }
      }
    }
  }

  private static Optional<ProblemException> overtaken(RuntimeException failure) {
    return DatabaseException.in(failure)
        .filter(DatabaseException::isUniqueViolation)
        .map(_ -> Problem.of(409, OVERTAKEN).exception());
  }
}
