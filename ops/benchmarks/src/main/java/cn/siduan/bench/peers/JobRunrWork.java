package cn.siduan.bench.peers;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.function.LongConsumer;
import org.jobrunr.configuration.JobRunr;
import org.jobrunr.jobs.lambdas.JobRequest;
import org.jobrunr.jobs.lambdas.JobRequestHandler;
import org.jobrunr.scheduling.JobRequestScheduler;
import org.jobrunr.server.BackgroundJobServerConfiguration;
import org.jobrunr.storage.StorageProvider;
import org.jobrunr.storage.sql.common.SqlStorageProviderFactory;
import org.jobrunr.utils.mapper.jackson.JacksonJsonMapper;

/** JobRunr, looking for work as often as it lets itself be told to. */
final class JobRunrWork implements Contender {

  private static final Duration SHORTEST_POLL = Duration.ofSeconds(5);

  /** It makes its handlers itself, so what they do is found here. */
  private static volatile LongConsumer work = _ -> {};

  /** One piece of work. */
  public record Piece(long number) implements JobRequest {
    @Override
    public Class<Hand> getJobRequestHandler() {
      return Hand.class;
    }
  }

  /** Does it. */
  public static final class Hand implements JobRequestHandler<Piece> {
    @Override
    public void run(Piece piece) {
      work.accept(piece.number());
    }
  }

  private final HikariDataSource pool;
  private final JobRequestScheduler scheduler;

  JobRunrWork(HikariDataSource pool) {
    this.pool = pool;
    StorageProvider storage = SqlStorageProviderFactory.using(pool);
    scheduler =
        JobRunr.configure()
            .useJsonMapper(new JacksonJsonMapper())
            .useStorageProvider(storage)
            .useBackgroundJobServer(
                BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration()
                    .andPollInterval(SHORTEST_POLL)
                    .andWorkerCount(HANDS),
                false)
            .initialize()
            .getJobRequestScheduler();
  }

  @Override
  public String name() {
    return "JobRunr";
  }

  @Override
  public void put(long number) {
    scheduler.enqueue(new Piece(number));
  }

  @Override
  public void start(LongConsumer what) {
    work = what;
    JobRunr.getBackgroundJobServer().start();
  }

  @Override
  public long left() {
    return DbScheduler.count(
        pool, "select count(*) from jobrunr_jobs where state in ('ENQUEUED', 'PROCESSING')");
  }

  @Override
  public void close() {
    JobRunr.getBackgroundJobServer().stop();
    JobRunr.destroy();
    pool.close();
  }
}
