package cn.siduan.bench.peers;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongConsumer;

/** db-scheduler, with the settings its documentation gives for much work. */
final class DbScheduler implements Contender {

  private static final String TABLE =
      """
      drop table if exists scheduled_tasks;
      create table scheduled_tasks (
        task_name text not null, task_instance text not null, task_data bytea,
        execution_time timestamp with time zone not null, picked boolean not null, picked_by text,
        last_success timestamp with time zone, last_failure timestamp with time zone,
        consecutive_failures int, last_heartbeat timestamp with time zone, version bigint not null,
        priority smallint, state text, primary key (task_name, task_instance));
      create index execution_time_idx on scheduled_tasks (execution_time);
      create index last_heartbeat_idx on scheduled_tasks (last_heartbeat)\
      """;

  private final HikariDataSource pool;
  private final OneTimeTask<Void> task;
  private final Scheduler scheduler;
  private volatile LongConsumer work = _ -> {};

  DbScheduler(HikariDataSource pool) throws SQLException {
    this.pool = pool;
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(TABLE);
    }
    task =
        Tasks.oneTime("bench")
            .execute((instance, _) -> work.accept(Long.parseLong(instance.getId())));
    scheduler =
        Scheduler.create(pool, task)
            .threads(HANDS)
            .pollUsingLockAndFetch(1.0, 4.0)
            .pollingInterval(Duration.ofMillis(100))
            .enableImmediateExecution()
            .build();
  }

  @Override
  public String name() {
    return "db-scheduler";
  }

  @Override
  public void put(long number) {
    scheduler.schedule(task.instance(Long.toString(number)), Instant.now());
  }

  @Override
  public void start(LongConsumer what) {
    work = what;
    scheduler.start();
  }

  @Override
  public long left() {
    return count(pool, "select count(*) from scheduled_tasks");
  }

  static long count(HikariDataSource pool, String sql) {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    scheduler.stop();
    pool.close();
  }
}
