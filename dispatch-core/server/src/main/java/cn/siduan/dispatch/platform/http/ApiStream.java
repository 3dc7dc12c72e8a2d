package cn.siduan.dispatch.platform.http;

import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.function.BiConsumer;

/**
 * An answer without an end. The response belongs to {@code loop}: touch it only there.
 *
 * @param request for asking again who reads
 */
public record ApiStream(HttpServerRequest request, HttpServerResponse response, Context loop) {

  /**
   * Opens a stream for a request that the contract found in order. On a virtual thread; a {@link
   * ProblemException} is answered as for any operation, as long as nothing was written.
   */
  public interface Handler extends BiConsumer<ApiRequest, ApiStream> {}
}
