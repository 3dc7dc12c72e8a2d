package cn.siduan.dispatch.order.http;

import cn.siduan.dispatch.order.OfferMode;
import cn.siduan.dispatch.order.OrderCommand;
import cn.siduan.dispatch.order.command.Orders;
import cn.siduan.dispatch.order.command.RequestFacts;
import cn.siduan.dispatch.order.command.TaskParties;
import cn.siduan.dispatch.order.http.OrderApi.Reason;
import cn.siduan.dispatch.order.view.OrderQueries;
import cn.siduan.dispatch.order.view.OrderViews;
import cn.siduan.dispatch.platform.http.ApiReply;
import cn.siduan.dispatch.platform.http.ApiRequest;
import cn.siduan.dispatch.platform.http.ApiRouter;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Operations on tasks: what dispatchers, providers and workers do. */
public final class TaskApi {

  record Offer(
      List<Long> providerIds, OfferMode mode, @Nullable Long seconds, @Nullable String reason) {
    static final long USUAL_SECONDS = 1800;
  }

  record Accept(@Nullable Long workerId) {}

  record Worker(long workerId) {}

  record Schedule(String when) {}

  record Arrive(@Nullable Double latitude, @Nullable Double longitude) {}

  record Extension(int days, String reason) {}

  record Granted(@Nullable Integer days) {}

  record Result(String result) {}

  private final Orders orders;
  private final OrderViews views;
  private final OrderQueries queries;
  private final TaskParties parties;
  private final Clock clock;
  private final int mostExtended;

  /**
   * @param mostExtended working days that all extensions of a task may come to
   */
  public TaskApi(
      Orders orders,
      OrderViews views,
      OrderQueries queries,
      TaskParties parties,
      Clock clock,
      int mostExtended) {
    this.orders = orders;
    this.views = views;
    this.queries = queries;
    this.parties = parties;
    this.clock = clock;
    this.mostExtended = mostExtended;
  }

  public void register(ApiRouter api) {
    api.on("listTasks", queries::tasks)
        .on("getTask", queries::task)
        .on("offerTask", this::offer)
        .on("acceptOffer", this::accept)
        .on("nameWorker", this::nameWorker)
        .on(
            "declineOffer",
            r -> run(r, new OrderCommand.DeclineOffer(task(r), offerNo(r), reason(r))))
        .on(
            "revokeOffer",
            r -> run(r, new OrderCommand.RevokeOffer(task(r), offerNo(r), reason(r))))
        .on("scheduleVisit", this::schedule)
        .on("depart", r -> run(r, new OrderCommand.Depart(task(r))))
        .on("arrive", this::arrive)
        .on("startWork", r -> run(r, new OrderCommand.StartWork(task(r))))
        .on(
            "resolveTask",
            r -> run(r, new OrderCommand.ResolveTask(task(r), r.body(Result.class).result())))
        .on("cannotComplete", r -> run(r, new OrderCommand.CannotComplete(task(r), reason(r))))
        .on("requestReturn", r -> run(r, new OrderCommand.RequestReturn(task(r), reason(r))))
        .on(
            "requestSuspension",
            r -> run(r, new OrderCommand.RequestSuspension(task(r), reason(r))))
        .on("requestExtension", this::requestExtension)
        .on("grantRequest", this::grant)
        .on("refuseRequest", r -> run(r, new OrderCommand.Refuse(task(r), reason(r))))
        .on("resumeTask", r -> run(r, new OrderCommand.ResumeTask(task(r))))
        .on("reassignTask", r -> run(r, new OrderCommand.Reassign(task(r), reason(r))));
  }

  private ApiReply run(ApiRequest request, OrderCommand command) {
    return orders.command(request, command, (tx, order) -> views.replyTask(tx, request, order));
  }

  private ApiReply offer(ApiRequest request) {
    Offer body = request.body(Offer.class);
    parties.requireProviders(body.providerIds());
    long seconds = body.seconds() == null ? Offer.USUAL_SECONDS : body.seconds();
    return run(
        request,
        new OrderCommand.OfferTask(
            task(request),
            body.providerIds(),
            body.mode(),
            clock.instant().truncatedTo(ChronoUnit.MICROS).plusSeconds(seconds),
            body.reason()));
  }

  private ApiReply accept(ApiRequest request) {
    Long workerId = request.body(Accept.class).workerId();
    if (workerId != null) {
      parties.requireWorker(request.actor(), workerId);
    }
    return run(request, new OrderCommand.AcceptOffer(task(request), offerNo(request), workerId));
  }

  private ApiReply nameWorker(ApiRequest request) {
    long workerId = request.body(Worker.class).workerId();
    parties.requireWorker(request.actor(), workerId);
    return run(request, new OrderCommand.NameWorker(task(request), workerId));
  }

  private ApiReply schedule(ApiRequest request) {
    String when = request.body(Schedule.class).when();
    return run(
        request, new OrderCommand.ScheduleVisit(task(request), RequestFacts.instant("when", when)));
  }

  private ApiReply grant(ApiRequest request) {
    Integer days = request.body() == null ? null : request.body(Granted.class).days();
    return run(request, new OrderCommand.Grant(task(request), days, mostExtended));
  }

  private ApiReply requestExtension(ApiRequest request) {
    Extension body = request.body(Extension.class);
    return run(
        request, new OrderCommand.RequestExtension(task(request), body.days(), body.reason()));
  }

  private ApiReply arrive(ApiRequest request) {
    Arrive body = request.body(Arrive.class);
    return run(request, new OrderCommand.Arrive(task(request), body.latitude(), body.longitude()));
  }

  private static int task(ApiRequest request) {
    return Math.toIntExact(request.number("task_no"));
  }

  private static int offerNo(ApiRequest request) {
    return Math.toIntExact(request.number("offer_no"));
  }

  private static String reason(ApiRequest request) {
    return request.body(Reason.class).reason();
  }
}
