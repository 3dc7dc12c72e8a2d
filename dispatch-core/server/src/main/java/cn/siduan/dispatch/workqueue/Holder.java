package cn.siduan.dispatch.workqueue;

import cn.siduan.contract.Actor;
import cn.siduan.contract.Role;
import org.jspecify.annotations.Nullable;

/**
 * A person who has work in hand, as written in {@code taken_by}: "OPERATOR:11 张三".
 *
 * @param role null for a node
 */
record Holder(@Nullable Role role, long id, String name) {

  static Holder of(Actor actor) {
    return new Holder(actor.role(), actor.id(), actor.name());
  }

  static Holder parse(String takenBy) {
    int colon = takenBy.indexOf(':');
    int space = takenBy.indexOf(' ');
    return colon < 0 || space < colon
        ? new Holder(null, 0, takenBy)
        : new Holder(
            Role.valueOf(takenBy.substring(0, colon)),
            Long.parseLong(takenBy.substring(colon + 1, space)),
            takenBy.substring(space + 1));
  }

  boolean is(Actor actor) {
    return role == actor.role() && id == actor.id();
  }

  String text() {
    return role + ":" + id + " " + name;
  }
}
