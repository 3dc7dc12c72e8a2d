package cn.siduan.dispatch.watch;

import cn.siduan.dispatch.platform.WakeLoop;
import cn.siduan.dispatch.platform.db.Database;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Measures what shows that a node, the database or an Asterisk is in trouble, now and then, on
 * every node. What the database could not be asked for keeps its last value; {@code
 * siduan_database_up} says so.
 */
public final class NodeFigures implements AutoCloseable {

  private static final Duration EVERY = Duration.ofSeconds(5);

  /** Rows of one query, each a gauge: name, label and value. */
  private static final String QUERY =
      """
      select 'calls.waiting', '', count(*)::float8 from call where state in ('WAITING', 'RINGING', 'CALL_BACK')
      union all
      select 'calls.longest.wait', '', coalesce(extract(epoch from :now - min(queued_at)), 0)
      from call where state in ('WAITING', 'RINGING')
      union all
      select 'calls.operators', state, count(*) from operator_presence group by state
      union all
      select 'asterisk.unowned.seconds', asterisk, greatest(extract(epoch from :now - expires_at), 0)
      from asterisk_lease
      union all
      select 'messages.overdue.seconds', channel, greatest(extract(epoch from :now - min(due_at)), 0)
      from message where state = 'WAITING' group by channel
      union all
      select 'database.bytes', '', pg_database_size(current_database())
      union all
      select 'database.archive.failing', '',
             coalesce((last_failed_time > coalesce(last_archived_time, '-infinity'))::int, 0)
      from pg_stat_archiver
      union all
      select 'database.archive.age.seconds', '',
             case when current_setting('archive_mode') = 'off' then 0
                  else extract(epoch from now() - coalesce(last_archived_time, stats_reset)) end
      from pg_stat_archiver
      union all
      select 'database.oldest.transaction.seconds', '',
             coalesce(extract(epoch from now() - min(xact_start)), 0)
      from pg_stat_activity where state <> 'idle'
      """;

  private record Figure(String name, String label, double value) {}

  private final Database database;
  private final MeterRegistry metrics;
  private final Clock clock;
  private final WakeLoop loop;
  private final Map<String, MultiGauge> gauges = new HashMap<>();

  private NodeFigures(Database database, MeterRegistry metrics, Clock clock) {
    this.database = database;
    this.metrics = metrics;
    this.clock = clock;
    loop = new WakeLoop("node-figures", EVERY, this::measure);
  }

  /**
   * @param members how many nodes this one sees, itself among them
   * @param databaseUp whether the database answers
   */
  public static NodeFigures start(
      Database database,
      MeterRegistry metrics,
      Clock clock,
      IntSupplier members,
      BooleanSupplier databaseUp) {
    new UptimeMetrics().bindTo(metrics);
    new ProcessorMetrics().bindTo(metrics);
    new FileDescriptorMetrics().bindTo(metrics);
    new JvmMemoryMetrics().bindTo(metrics);
    new JvmThreadMetrics().bindTo(metrics);
    Gauge.builder("siduan.cluster.members", members, IntSupplier::getAsInt)
        .strongReference(true)
        .register(metrics);
    Gauge.builder("siduan.database.up", databaseUp, up -> up.getAsBoolean() ? 1 : 0)
        .strongReference(true)
        .register(metrics);
    return new NodeFigures(database, metrics, clock);
  }

  private void measure() {
    List<Figure> figures = database.read(this::read);
    figures.stream()
        .collect(Collectors.groupingBy(Figure::name))
        .forEach(
            (name, rows) ->
                gauges
                    .computeIfAbsent(name, n -> MultiGauge.builder("siduan." + n).register(metrics))
                    .register(rows.stream().<Row<?>>map(NodeFigures::row).toList(), true));
  }

  private List<Figure> read(Handle handle) {
    return handle
        .createQuery(QUERY)
        .bind("now", clock.instant())
        .map((rs, _) -> new Figure(rs.getString(1), rs.getString(2), rs.getDouble(3)))
        .list();
  }

  private static Row<?> row(Figure figure) {
    return Row.of(Tags.of("of", figure.label()), figure.value());
  }

  @Override
  public void close() {
    loop.close();
  }
}
