package cn.siduan.dispatch.platform.http;

import cn.siduan.contract.Actor;
import cn.siduan.dispatch.platform.http.Admission.Lane;
import cn.siduan.dispatch.platform.http.Problem.FieldError;
import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Puts the operations of the contract on a Vert.x router: who may, how often, how large, is the
 * input right; then the handler on a virtual thread; then its answer, or the problem, on the event
 * loop again.
 */
public final class ApiServer {

  private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Duration HEAVY_LIMIT = Duration.ofMinutes(10);

  private final ApiContract contract;
  private final Map<String, Function<ApiRequest, ApiReply>> handlers;
  private final Map<String, ApiStream.Handler> streams;
  private final Authenticator authenticator;
  private final RateLimiter rates;
  private final ClientAddress addresses;
  private final MeterRegistry metrics;
  private final Clock clock;
  private final Admission admission;
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("request-", 0).factory());

  public ApiServer(
      ApiRouter router,
      Authenticator authenticator,
      RateLimiter rates,
      ClientAddress addresses,
      MeterRegistry metrics,
      Clock clock,
      Admission admission) {
    this.contract = router.contract();
    this.handlers = router.handlers();
    this.streams = router.streams();
    this.authenticator = authenticator;
    this.rates = rates;
    this.addresses = addresses;
    this.metrics = metrics;
    this.clock = clock;
    this.admission = admission;
  }

  /**
   * Mounts everything below {@code prefix}, e.g. "/api/v1". Call once for each event loop's router.
   */
  public void mount(Router router, String prefix) {
    router.route(prefix + "/*").handler(this::begin);
    for (ApiOperation operation : contract.listOperations()) {
      ApiStream.Handler stream = streams.get(operation.id());
      if (stream != null) {
        router
            .route(HttpMethod.valueOf(operation.method()), prefix + operation.path())
            .handler(context -> open(context, operation, stream));
      }
      Function<ApiRequest, ApiReply> handler = handlers.get(operation.id());
      if (handler == null) {
        continue;
      }
      String path = prefix + operation.path().replaceAll("\\{(\\w+)}", ":$1");
      var route = router.route(HttpMethod.valueOf(operation.method()), path);
      if (!operation.method().equals("GET")) {
        route.handler(BodyHandler.create(false).setBodyLimit(operation.bodyLimit()));
      }
      route.handler(context -> dispatch(context, operation, handler));
      route.failureHandler(context -> fail(context, operation));
    }
    router.route(prefix + "/*").handler(context -> refuse(context, prefix));
  }

  /** There is no such path, or it is there and not to be called this way. */
  private void refuse(RoutingContext context, String prefix) {
    String path = context.request().path().substring(prefix.length());
    List<String> allowed =
        contract.listOperations().stream()
            .filter(o -> path.matches(o.path().replaceAll("\\{\\w+}", "[^/]+")))
            .map(ApiOperation::method)
            .sorted()
            .distinct()
            .toList();
    if (allowed.isEmpty()) {
      Replies.reply(context, Problem.notFound("path", context.request().path()));
      return;
    }
    context.response().putHeader("Allow", String.join(", ", allowed));
    Replies.reply(context, Problem.of(405, "method").with("allowed", allowed));
  }

  private void begin(RoutingContext context) {
    String given = context.request().getHeader("X-Request-Id");
    String id =
        given != null && given.matches("[A-Za-z0-9-]{8,64}") ? given : UUID.randomUUID().toString();
    context.put(Replies.REQUEST_ID, id);
    context
        .response()
        .putHeader("X-Request-Id", id)
        .putHeader("Cache-Control", "no-store")
        // screens count their clocks from ours, whatever their computer's says
        .putHeader("Date", HTTP_DATE.format(clock.instant()));
    context.next();
  }

  private void dispatch(
      RoutingContext context, ApiOperation operation, Function<ApiRequest, ApiReply> handler) {
    Instant received = clock.instant();
    Optional<Lane> lane = enter(context);
    if (lane.isEmpty()) {
      return;
    }
    Context loop = context.vertx().getOrCreateContext();
    Duration limit = operation.rate() == ApiOperation.Rate.HEAVY ? HEAVY_LIMIT : LIMIT;
    long timer =
        context
            .vertx()
            .setTimer(limit.toMillis(), _ -> Replies.reply(context, Problem.of(503, "slow")));
    long began = System.nanoTime();
    threads.execute(
        () -> {
          ApiReply outcome;
          try {
            outcome = serve(context, operation, handler, received);
          } finally {
            admission.leave(lane.get());
            MDC.clear();
          }
          metrics
              .timer(
                  "siduan.http",
                  "operation",
                  operation.id(),
                  "status",
                  Integer.toString(outcome.status()))
              .record(Duration.ofNanos(System.nanoTime() - began));
          loop.runOnContext(
              _ -> {
                context.vertx().cancelTimer(timer);
                Replies.reply(context, outcome);
              });
        });
  }

  private Optional<Lane> enter(RoutingContext context) {
    Optional<Lane> lane =
        admission.enter(admission.knows(authenticator.credential(context.request())));
    if (lane.isEmpty()) {
      context.response().putHeader("Retry-After", "1");
      Replies.reply(context, Problem.of(503, "overloaded"));
    }
    return lane;
  }

  /** Who may and how often is asked as for any operation; from then on it is the stream's. */
  private void open(RoutingContext context, ApiOperation operation, ApiStream.Handler stream) {
    Instant received = clock.instant();
    Optional<Lane> lane = enter(context);
    if (lane.isEmpty()) {
      return;
    }
    Context loop = context.vertx().getOrCreateContext();
    ApiStream opened = new ApiStream(context.request(), context.response(), loop);
    threads.execute(
        () -> {
          try {
            ApiReply refused =
                serve(
                    context,
                    operation,
                    request -> {
                      stream.accept(request, opened);
                      return ApiReply.noContent();
                    },
                    received);
            if (refused.status() >= 400) {
              loop.runOnContext(_ -> Replies.reply(context, refused));
            }
          } finally {
            admission.leave(lane.get());
            MDC.clear();
          }
        });
  }

  private ApiReply serve(
      RoutingContext context,
      ApiOperation operation,
      Function<ApiRequest, ApiReply> handler,
      Instant received) {
    try {
      MDC.put("request", Replies.requestId(context));
      ApiRequest request = admit(context, operation, received);
      describe(request);
      return handler.apply(request);
    } catch (ProblemException e) {
      return Replies.problemReply(context, e.problem());
    } catch (RuntimeException e) {
      Problem problem = UnexpectedFailure.problem(e);
      if (problem.status() >= 500) {
        LOG.error("{} failed", operation.id(), e);
      }
      return Replies.problemReply(context, problem);
    }
  }

  /** What a line of the log says it is about. No telephone numbers: an account's id will do. */
  private static void describe(ApiRequest request) {
    Actor caller = request.caller();
    if (caller != null) {
      MDC.put("actor", caller.role() + ":" + caller.id());
    }
    request.findText("number").ifPresent(n -> MDC.put("order", n));
    request.findText("call_id").ifPresent(c -> MDC.put("call", c));
  }

  private ApiRequest admit(RoutingContext context, ApiOperation operation, Instant received) {
    var request = context.request();
    String peer = addresses.of(request);
    String device = authenticator.device(request);
    String sender = device == null ? peer : "device " + device;
    Optional<Actor> caller = identify(request, operation, sender);
    String who = caller.map(Actor::principal).orElse(sender);
    if (!rates.admit(operation.rate(), who)) {
      throw Problem.of(429, "too-many").exception();
    }
    if (!operation.open()) {
      Actor actor = caller.orElseThrow(() -> Problem.of(401, "not-logged-in").exception());
      if (!operation.roles().contains(actor.role())) {
        throw Problem.of(403, "not-for-role")
            .with("role", actor.role())
            .with("command", operation.id())
            .exception();
      }
    }
    requireHeaders(context, operation);
    refuseEncoded(context, request);
    byte[] bytes =
        context.body().buffer() == null ? new byte[0] : context.body().buffer().getBytes();
    Map<String, JsonNode> parameters = ParameterCheck.read(operation, context);
    JsonNode body = ParameterCheck.body(operation, bytes, request.getHeader("Content-Type"));
    return new ApiRequest(
        operation,
        Replies.requestId(context),
        caller.orElse(null),
        Replies.language(context),
        parameters,
        body,
        bytes,
        request::getHeader,
        peer,
        received);
  }

  /** A made-up credential costs its sender a call, and us no question to the database. */
  private Optional<Actor> identify(
      HttpServerRequest request, ApiOperation operation, String sender) {
    String credential = authenticator.credential(request);
    if (!admission.knows(credential) && !rates.hasRoom(operation.rate(), sender)) {
      throw Problem.of(429, "too-many").exception();
    }
    Optional<Actor> caller = authenticator.authenticate(request);
    caller.ifPresentOrElse(_ -> admission.remember(credential), () -> admission.forget(credential));
    return caller;
  }

  /** A body is taken as it is: a small one that unfolds to a large one would pass every limit. */
  private static void refuseEncoded(RoutingContext context, HttpServerRequest request) {
    String encoding = request.getHeader("Content-Encoding");
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      context.response().putHeader("Accept-Encoding", "identity");
      throw Problem.of(415, "content-encoding").with("given", encoding).exception();
    }
  }

  private static void requireHeaders(RoutingContext context, ApiOperation operation) {
    String key = context.request().getHeader("Idempotency-Key");
    if (operation.keyed() && key == null) {
      throw Problem.of(400, "idempotency-key-required").exception();
    }
    if (key != null && !key.matches("[\\x21-\\x7e]{1,100}")) {
      throw Problem.input(FieldError.of("Idempotency-Key", key, "key")).exception();
    }
    if (operation.versioned() && context.request().getHeader("If-Match") == null) {
      throw Problem.of(428, "if-match-required").exception();
    }
  }

  private void fail(RoutingContext context, ApiOperation operation) {
    int status = context.statusCode();
    if (context.failure() instanceof HttpClosedException) {
      LOG.debug("{}: the caller hung up, request {}", operation.id(), Replies.requestId(context));
    } else if (status == 413) {
      Replies.reply(context, Problem.of(413, "too-large").with("limit", operation.bodyLimit()));
    } else if (status >= 400 && status < 500) {
      Replies.reply(context, Problem.of(status, "malformed"));
    } else {
      LOG.error(
          "{} failed on the event loop, request {}",
          operation.id(),
          Replies.requestId(context),
          context.failure());
      Replies.reply(context, Problem.of(500, "unexpected"));
    }
  }

  /** Waits for requests under way, at most {@code atMost}. */
  public void drain(Duration atMost) throws InterruptedException {
    threads.shutdown();
    if (!threads.awaitTermination(atMost.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS)) {
      LOG.warn("requests were still under way after {}", atMost);
      threads.shutdownNow();
    }
  }
}
