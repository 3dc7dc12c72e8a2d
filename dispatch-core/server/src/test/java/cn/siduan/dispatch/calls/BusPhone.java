package cn.siduan.dispatch.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.siduan.contract.Actor;
import cn.siduan.contract.Role;
import cn.siduan.contract.call.CallAddresses;
import cn.siduan.contract.call.CallCommand;
import cn.siduan.contract.call.CallEvent;
import cn.siduan.contract.call.CallReply;
import cn.siduan.contract.call.Phrase;
import cn.siduan.dispatch.fixture.ApiFixture;
import cn.siduan.dispatch.platform.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** The adapter's side of the bus, played by a test: callers, telephones, and whoever is called. */
public final class BusPhone {

  public static final String AST = "ast1";

  private final ApiFixture api;
  private final List<CallCommand> commands = new CopyOnWriteArrayList<>();

  public BusPhone(ApiFixture api) {
    this.api = api;
    // looked after for as long as the test lasts, however its clock is moved
    api.database()
        .transaction(
            tx ->
                tx.handle()
                    .execute(
                        "insert into asterisk_lease (asterisk, owner, fence, expires_at) values (?,"
                            + " 'test', 1, '2100-01-01')",
                        AST));
    api.vertx()
        .eventBus()
        .<String>consumer(
            CallAddresses.commands(AST, 1),
            m -> commands.add(Json.read(m.body(), CallCommand.class)));
  }

  public CallReply tell(CallEvent event) {
    try {
      String json = Json.MAPPER.writerFor(CallEvent.class).writeValueAsString(event);
      return Json.read(
          api.vertx()
              .eventBus()
              .<String>request(CallAddresses.EVENTS, json)
              .toCompletionStage()
              .toCompletableFuture()
              .get(20, TimeUnit.SECONDS)
              .body(),
          CallReply.class);
    } catch (JsonProcessingException | ExecutionException | TimeoutException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  public Instant now() {
    return api.clock().instant();
  }

  /** Somebody calls and waits. */
  public String arrive(String number) {
    String id = AST + "-" + UUID.randomUUID();
    tell(new CallEvent.Arrived(id, now(), AST, "PJSIP/trunk-" + number, "main", number));
    return id;
  }

  /** An operator with an account, at a telephone of their own, ready. */
  public Actor operator(String extension) {
    long id =
        api.database()
            .transaction(
                tx ->
                    tx.handle()
                        .createQuery(
                            """
                            insert into account (login, name, role, password_hash, updated_at)
                            values (:login, '坐席', 'OPERATOR', '-', now()) returning id
                            """)
                        .bind("login", "op" + UUID.randomUUID())
                        .mapTo(Long.class)
                        .one());
    Actor actor = Actor.staff(Role.OPERATOR, id, "坐席" + extension);
    assertThat(
            api.put(
                    actor,
                    "/presence",
                    0,
                    Map.of("state", "AVAILABLE", "extension", extension, "reason", ""))
                .status())
        .isEqualTo(200);
    return actor;
  }

  /** Waits for a command. */
  public <C extends CallCommand> C awaited(Class<C> type, Predicate<C> which) {
    await().until(() -> !commands(type, which).isEmpty());
    return commands(type, which).getLast();
  }

  public <C extends CallCommand> List<C> commands(Class<C> type, Predicate<C> which) {
    return commands.stream().filter(type::isInstance).map(type::cast).filter(which).toList();
  }

  public CallCommand.RingOperator ringing(String callId) {
    return awaited(CallCommand.RingOperator.class, c -> c.callId().equals(callId));
  }

  public CallReply pickUp(CallCommand.RingOperator ring) {
    return tell(
        new CallEvent.OperatorAnswered(ring.callId(), now(), ring.extension(), ring.fence()));
  }

  /** The operator picks up, speaks, and hangs up. */
  public void talk(String callId) {
    CallCommand.RingOperator ring = ringing(callId);
    assertThat(pickUp(ring).accepted()).isTrue();
    tell(new CallEvent.Parted(callId, now(), ring.extension(), ring.fence(), "SUCCESS"));
  }

  /** The centre calls this number. */
  public CallCommand.CallOut called(String number) {
    return awaited(CallCommand.CallOut.class, c -> c.number().equals(number));
  }

  public CallReply answer(CallCommand.CallOut out) {
    return tell(
        new CallEvent.CalleeAnswered(
            out.callId(), now(), out.attempt(), AST, "PJSIP/trunk-" + out.number()));
  }

  public CallReply press(CallCommand.CallOut out, String key) {
    return tell(new CallEvent.CalleeReplied(out.callId(), now(), out.attempt(), key));
  }

  public void noAnswer(CallCommand.CallOut out) {
    tell(new CallEvent.CalleeUnreached(out.callId(), now(), out.attempt(), "3"));
  }

  public void hangUp(String callId) {
    tell(new CallEvent.Ended(callId, now(), 16));
  }

  public static List<String> prompts(CallReply reply) {
    return reply.say().stream().map(Phrase::prompt).toList();
  }

  public void forget() {
    commands.clear();
  }
}
