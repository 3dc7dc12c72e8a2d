package cn.siduan.dispatch.report;

import cn.siduan.dispatch.deadline.Deadline;
import cn.siduan.dispatch.deadline.DeadlineHandler;
import cn.siduan.dispatch.deadline.Deadlines;
import cn.siduan.dispatch.platform.db.Database;
import cn.siduan.dispatch.platform.db.Tx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Keeps the figures of every full hour: a deadline that sets itself again, so that one node of all
 * takes them. Hours at which no node was up are missing, not guessed.
 */
public final class TakeFigures implements DeadlineHandler {

  private static final String KIND = "FIGURES";
  private static final String KEY = "hourly";

  private final Deadlines deadlines;
  private final Clock clock;

  public TakeFigures(Deadlines deadlines, Clock clock) {
    this.deadlines = deadlines;
    this.clock = clock;
  }

  /** Sets the first one if none is set. */
  public void begin(Database database) {
    database.transaction(
        tx -> {
          Instant next = nextHour();
          tx.batch()
              .add(
                  """
                  insert into deadline (kind, key, state, fires_at, try_at) values (?, ?, 'WAITING', ?, ?)
                  on conflict (kind, key) do nothing\
                  """,
                  KIND,
                  KEY,
                  next,
                  next);
          return true;
        });
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public void fire(Tx tx, Deadline deadline, boolean late) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Instant hour = now.truncatedTo(ChronoUnit.HOURS);
    QueueHistory.take(tx, hour);
    tx.batch()
        .add(
            "insert into figure_snapshot (at, figures) values (?, ?) on conflict (at) do nothing",
            hour,
            Figures.read(tx.handle(), now));
    deadlines.set(tx, KIND, KEY, null, null, nextHour());
  }

  private Instant nextHour() {
    return clock.instant().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(1));
  }
}
