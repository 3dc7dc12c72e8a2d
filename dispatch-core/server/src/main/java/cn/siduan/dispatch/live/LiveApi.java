package cn.siduan.dispatch.live;

import cn.siduan.contract.Actor;
import cn.siduan.dispatch.outbox.Audiences;
import cn.siduan.dispatch.platform.WakeLoop;
import cn.siduan.dispatch.platform.http.ApiRequest;
import cn.siduan.dispatch.platform.http.ApiRouter;
import cn.siduan.dispatch.platform.http.ApiStream;
import cn.siduan.dispatch.platform.http.Authenticator;
import cn.siduan.dispatch.platform.http.Problem;
import cn.siduan.dispatch.platform.http.Problem.FieldError;
import cn.siduan.dispatch.platform.http.ProblemException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code GET /live}: opens streams, and closes those whose reader is no longer logged in. */
public final class LiveApi implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LiveApi.class);

  private final LiveHub hub;
  private final Authenticator authenticator;
  private final WakeLoop recheck;

  public LiveApi(LiveHub hub, Authenticator authenticator, LiveSettings settings) {
    this.hub = hub;
    this.authenticator = authenticator;
    recheck = new WakeLoop("live-recheck", settings.recheck(), this::recheck);
  }

  public void register(ApiRouter router) {
    router.stream("openLive", this::open);
  }

  private void open(ApiRequest request, ApiStream stream) {
    Optional<Long> position = position(request);
    Actor actor = request.actor();
    LiveStream reader = hub.stream(actor.principal(), Audiences.of(actor), stream);
    hub.admit(reader);
    if (position.isEmpty()) {
      hub.joinNow(reader);
    } else {
      // at the reader's pace, so not on a thread that counts as a request under way
      Thread.ofVirtual().name("live-resume").start(() -> resume(reader, position.get()));
    }
  }

  private void resume(LiveStream reader, long position) {
    try {
      hub.resume(reader, position);
    } catch (TimeoutException e) {
      LOG.debug("a reader took too long to read what it missed");
      reader.cutOff();
    } catch (InterruptedException e) {
      reader.cutOff();
    } catch (RuntimeException e) {
      LOG.warn("a stream could not be resumed; its reader tries again", e);
      reader.cutOff();
    }
  }

  /** What the browser sends by itself when it comes back goes before what the address said. */
  private static Optional<Long> position(ApiRequest request) {
    String header = request.findHeader("Last-Event-ID");
    if (header == null || header.isEmpty()) {
      return request.findNumber("last_event_id");
    }
    if (!header.matches("[0-9]{1,18}")) {
      throw Problem.input(FieldError.of("Last-Event-ID", header, "position")).exception();
    }
    return Optional.of(Long.valueOf(header));
  }

  private void recheck() {
    for (LiveStream reader : hub.listStreams()) {
      if (!isStillThere(reader)) {
        reader.end(io.vertx.core.buffer.Buffer.buffer(": not logged in any more\n\n"));
      }
    }
  }

  private boolean isStillThere(LiveStream reader) {
    try {
      return authenticator
          .authenticate(reader.stream().request())
          .filter(a -> a.principal().equals(reader.principal()))
          .filter(a -> Audiences.of(a).equals(reader.audiences()))
          .isPresent();
    } catch (ProblemException e) {
      return false;
    } catch (RuntimeException e) {
      LOG.warn("cannot tell whether a reader is still logged in", e);
      return true;
    }
  }

  @Override
  public void close() {
    recheck.close();
  }
}
