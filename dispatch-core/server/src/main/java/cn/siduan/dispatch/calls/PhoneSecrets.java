package cn.siduan.dispatch.calls;

import cn.siduan.contract.call.CallAddresses;
import cn.siduan.contract.call.PhoneSecret;
import cn.siduan.dispatch.calls.asterisk.AsteriskLeases;
import cn.siduan.dispatch.platform.Json;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the secret of a browser phone to the Asterisk that has it. */
public final class PhoneSecrets implements Predicate<PhoneSecret> {

  private static final Logger LOG = LoggerFactory.getLogger(PhoneSecrets.class);
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private enum Answer {
    DONE,
    NO_SUCH_PHONE,
    SILENT
  }

  private final Vertx vertx;
  private final AsteriskLeases leases;

  public PhoneSecrets(Vertx vertx, AsteriskLeases leases) {
    this.vertx = vertx;
    this.leases = leases;
  }

  /**
   * Blocking; true once all that are looked after have answered, and one of them has such a phone.
   */
  @Override
  public boolean test(PhoneSecret phone) {
    List<Answer> answers =
        leases.listHeld().stream().map(asterisk -> bring(asterisk, phone)).toList();
    return answers.contains(Answer.DONE) && !answers.contains(Answer.SILENT);
  }

  private Answer bring(String asterisk, PhoneSecret phone) {
    try {
      return vertx
              .eventBus()
              .<String>request(
                  CallAddresses.phones(asterisk, leases.fence(asterisk)),
                  Json.write(phone),
                  new DeliveryOptions().setSendTimeout(PATIENCE.toMillis()))
              .map(Message::body)
              .toCompletionStage()
              .toCompletableFuture()
              .get(PATIENCE.toSeconds() + 1, TimeUnit.SECONDS)
              .equals("true")
          ? Answer.DONE
          : Answer.NO_SUCH_PHONE;
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("{} was not told of {}: {}", asterisk, phone, e.toString());
      return Answer.SILENT;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Answer.SILENT;
    }
  }
}
