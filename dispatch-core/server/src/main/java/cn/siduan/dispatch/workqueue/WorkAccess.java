package cn.siduan.dispatch.workqueue;

import cn.siduan.contract.Actor;
import cn.siduan.dispatch.centre.CentreDirectory;
import java.util.Optional;

/** Which queues somebody may see and work on. To others they do not exist. */
final class WorkAccess {

  private final CentreDirectory centres;

  WorkAccess(CentreDirectory centres) {
    this.centres = centres;
  }

  /**
   * A supervisor sees all there is, nodes' queues too; an operator the people's queues of the
   * centre they belong to and below, or all of them when they belong to none; a visitor those of
   * their own community.
   */
  boolean maySee(Actor actor, QueueName queue) {
    Optional<Long> centre = queue.findCentreId();
    Long own = actor.centreId();
    return switch (actor.role()) {
      case SUPERVISOR, SYSTEM -> true;
      case OPERATOR -> centre.map(c -> own == null || centres.isWithin(c, own)).orElse(false);
      case VISITOR -> own != null && centre.map(own::equals).orElse(false);
      case RESIDENT, PROVIDER_DISPATCHER, WORKER, ADMINISTRATOR, MACHINE -> false;
    };
  }
}
