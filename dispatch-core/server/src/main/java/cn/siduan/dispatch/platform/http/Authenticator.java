package cn.siduan.dispatch.platform.http;

import cn.siduan.contract.Actor;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds out who calls. Blocking: it may ask the database. */
public interface Authenticator {

  /**
   * Whoever the request's session cookie or token stands for; empty if it has none or it is no
   * longer good.
   *
   * @throws ProblemException if the request must not be served at all, e.g. its CSRF token is
   *     missing
   */
  Optional<Actor> authenticate(HttpServerRequest request);

  /**
   * A name for the device a request comes from, if we gave it one: calls are counted by it, so that
   * a neighbour behind the same address cannot use them up. Null if it has none.
   */
  default @Nullable String device(HttpServerRequest request) {
    return null;
  }

  /**
   * A digest of what the request would be recognised by, without asking anybody; null if it has
   * nothing of the kind, and then its sender is a stranger.
   */
  default @Nullable String credential(HttpServerRequest request) {
    return null;
  }
}
