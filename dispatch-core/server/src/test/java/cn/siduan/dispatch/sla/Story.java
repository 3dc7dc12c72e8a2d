package cn.siduan.dispatch.sla;

import cn.siduan.contract.Actor;
import cn.siduan.contract.Channel;
import cn.siduan.contract.Priority;
import cn.siduan.contract.Role;
import cn.siduan.contract.Tier;
import cn.siduan.dispatch.order.By;
import cn.siduan.dispatch.order.Decision;
import cn.siduan.dispatch.order.Happened;
import cn.siduan.dispatch.order.Intake;
import cn.siduan.dispatch.order.OfferMode;
import cn.siduan.dispatch.order.Order;
import cn.siduan.dispatch.order.OrderCommand;
import cn.siduan.dispatch.order.OrderLifecycle;
import cn.siduan.dispatch.platform.Json;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** The history of an order as the lifecycle makes it, told hour by hour (local time in China). */
final class Story {

  static final Actor OPERATOR = Actor.staff(Role.OPERATOR, 1, "坐席");
  static final Actor SUPERVISOR = Actor.staff(Role.SUPERVISOR, 2, "班长");
  static final Actor PROVIDER = Actor.dispatcher(3, "调度", 7);
  static final Actor WORKER = Actor.worker(4, "师傅", 7, 9);

  private final List<Happened> history = new ArrayList<>();
  private Order order;

  static Instant at(String local) {
    return LocalDateTime.parse(local).atZone(ZoneId.of("Asia/Shanghai")).toInstant();
  }

  static Story opened(String local) {
    return opened(at(local), Priority.NORMAL, List.of());
  }

  static Story opened(Instant at, Priority priority, List<Long> assist) {
    return new Story().then(at, OPERATOR, new OrderCommand.Open(intake(priority), assist, null));
  }

  Story then(String local, Actor actor, OrderCommand command) {
    return then(at(local), actor, command);
  }

  Story then(Instant at, Actor actor, OrderCommand command) {
    return then(at, at, actor, command);
  }

  Story then(Instant occurred, Instant recorded, Actor actor, OrderCommand command) {
    By by = new By(actor, Channel.PHONE, Tier.DISTRICT, occurred, recorded);
    switch (OrderLifecycle.decide(order, command, by)) {
      case Decision.Accepted a -> {
        order = a.order();
        a.events().forEach(e -> history.add(new Happened(e, by)));
      }
      case Decision.Refused r -> throw new AssertionError(command + ": " + r.refusal());
    }
    return this;
  }

  Story accepted(Instant at) {
    return accepted(1, at);
  }

  Story accepted(int taskNo, Instant at) {
    then(
        at,
        OPERATOR,
        new OrderCommand.OfferTask(taskNo, List.of(7L), OfferMode.DIRECT, at.plusSeconds(3600)));
    return then(
        at, PROVIDER, new OrderCommand.AcceptOffer(taskNo, order.offers().getLast().no(), 9L));
  }

  Story suspended(Instant at) {
    then(at, PROVIDER, new OrderCommand.RequestSuspension(1, "等配件"));
    return then(at, SUPERVISOR, new OrderCommand.Grant(1));
  }

  Story resumed(Instant at) {
    return then(at, PROVIDER, new OrderCommand.ResumeTask(1));
  }

  Story arrived(int taskNo, Instant at) {
    then(at, WORKER, new OrderCommand.Depart(taskNo));
    return then(at, WORKER, new OrderCommand.Arrive(taskNo, null, null));
  }

  Story resolved(int taskNo, Instant at) {
    then(at, WORKER, new OrderCommand.StartWork(taskNo));
    return then(at, WORKER, new OrderCommand.ResolveTask(taskNo, "已修好"));
  }

  Order order() {
    return order;
  }

  List<Happened> history() {
    return history;
  }

  private static Intake intake(Priority priority) {
    return new Intake(
        1000001,
        Channel.PHONE,
        Tier.DISTRICT,
        priority,
        1,
        1,
        null,
        null,
        "刘桂英",
        "13900000001",
        "3号楼",
        1,
        null,
        null,
        "漏水",
        Json.object(),
        null,
        null,
        List.of(),
        "t",
        null);
  }
}
