package cn.siduan.dispatch.workqueue;

import cn.siduan.dispatch.centre.Centre;
import cn.siduan.dispatch.centre.CentreDirectory;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A queue as the API tells it. */
record QueueView(
    String queue,
    boolean forPeople,
    @Nullable Long centreId,
    @Nullable String centreName,
    @Nullable String skill,
    long waiting,
    long delayed,
    long taken,
    long dead,
    @Nullable Instant oldestSince) {

  static QueueView of(QueueFigures figures, CentreDirectory centres) {
    QueueName name = figures.queue();
    Long centreId = name.findCentreId().orElse(null);
    return new QueueView(
        name.text(),
        name.isForPeople(),
        centreId,
        centreId == null ? null : centres.find(centreId).map(Centre::name).orElse(null),
        name.findSkill().orElse(null),
        figures.waiting(),
        figures.delayed(),
        figures.taken(),
        figures.dead(),
        figures.oldestSince());
  }
}
