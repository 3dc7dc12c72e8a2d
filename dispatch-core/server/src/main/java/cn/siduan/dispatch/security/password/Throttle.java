package cn.siduan.dispatch.security.password;

import cn.siduan.dispatch.platform.db.Database;
import cn.siduan.dispatch.platform.db.Tx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts tries in the database, for all nodes together. A try is counted as a failure before it is
 * looked at, so that a hundred tries at the same instant are a hundred; one that succeeds takes its
 * count back.
 */
public final class Throttle {

  /** One thing that tries are counted by. */
  public record Gate(String key, Patience patience) {}

  private record Count(int failures, Instant blockedUntil, Instant updatedAt) {}

  private final Database database;
  private final Clock clock;

  public Throttle(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** How long to wait; zero if the try was let in, and counted at every gate. */
  public Duration enter(List<Gate> gates) {
    return database.transaction(
        tx -> {
          Instant now = clock.instant();
          Map<String, Count> counts = read(tx, gates);
          Duration wait =
              counts.values().stream()
                  .map(c -> Duration.between(now, c.blockedUntil()))
                  .filter(d -> !d.isNegative())
                  .max(Comparator.naturalOrder())
                  .orElse(Duration.ZERO);
          if (wait.isZero()) {
            gates.stream()
                .sorted(Comparator.comparing(Gate::key))
                .forEach(g -> count(tx, g, counts.get(g.key()), now));
          }
          return wait;
        });
  }

  /** Takes back what {@link #enter} counted. */
  public void passed(Tx tx, List<Gate> gates) {
    gates.stream()
        .sorted(Comparator.comparing(Gate::key))
        .forEach(
            g ->
                tx.batch()
                    .add(
                        """
                        update login_throttle set failures = greatest(failures - 1, 0), blocked_until = ?
                        where key = ?\
                        """,
                        clock.instant(),
                        g.key()));
  }

  /** Who succeeded begins anew. */
  public static void forget(Tx tx, Gate gate) {
    tx.batch().add("delete from login_throttle where key = ?", gate.key());
  }

  /** Drops counts nobody will ask for again. */
  public int purge(Duration olderThan) {
    return database.transaction(
        tx ->
            tx.handle()
                .createUpdate(
                    """
                    delete from login_throttle where key in (
                      select key from login_throttle where updated_at < :before order by updated_at limit 5000)\
                    """)
                .bind("before", clock.instant().minus(olderThan))
                .execute());
  }

  private static Map<String, Count> read(Tx tx, List<Gate> gates) {
    Map<String, Count> counts = new HashMap<>();
    tx.handle()
        .createQuery(
            """
            select key, failures, blocked_until, updated_at from login_throttle
            where key in (<keys>) order by key for update\
            """)
        .bindList("keys", gates.stream().map(Gate::key).toList())
        .map(
            (rs, _) ->
                Map.entry(
                    rs.getString(1),
                    new Count(
                        rs.getInt(2),
                        rs.getTimestamp(3).toInstant(),
                        rs.getTimestamp(4).toInstant())))
        .forEach(e -> counts.put(e.getKey(), e.getValue()));
    return counts;
  }

  private static void count(Tx tx, Gate gate, @Nullable Count before, Instant now) {
    boolean anew =
        before == null || before.updatedAt().plus(gate.patience().forget()).isBefore(now);
    int failures = anew || before == null ? 1 : before.failures() + 1;
    tx.batch()
        .add(
            """
            insert into login_throttle (key, failures, blocked_until, updated_at) values (?, 1, ?, ?)
            on conflict (key) do update set
              failures = case when ? then 1 else login_throttle.failures + 1 end,
              blocked_until = excluded.blocked_until, updated_at = excluded.updated_at\
            """,
            gate.key(),
            now.plus(gate.patience().waitAfter(failures)),
            now,
            before != null && anew);
  }
}
