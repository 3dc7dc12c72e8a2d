package cn.siduan.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.siduan.dispatch.platform.db.Database;
import cn.siduan.dispatch.platform.db.DatabaseSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnPostgresTest {

  private static final String PASSWORD = "of this test";

  @TempDir private Path path;

  @Test
  void what_it_confirms_is_on_the_disk_and_is_there_at_the_next_start() throws IOException {
    try (DataFolder folder = DataFolder.open(path)) {
      assertThat(folder.isNew()).isTrue();
      try (OwnPostgres postgres = OwnPostgres.start(folder, PASSWORD)) {
        assertThat(ask(postgres.settings(), "show fsync")).isEqualTo("on");
        assertThat(ask(postgres.settings(), "show synchronous_commit")).isEqualTo("on");
        assertThat(ask(postgres.settings(), "show full_page_writes")).isEqualTo("on");
        assertThat(ask(postgres.settings(), "select upper('é服务')")).isEqualTo("É服务");
        assertThatThrownBy(() -> ask(wrong(postgres.settings()), "select 1"))
            .hasStackTraceContaining("password");
        try (Database database = new Database(postgres.settings())) {
          database.transaction(tx -> tx.handle().execute("create table kept as select 'it' as v"));
        }
      }
      assertThat(folder.isNew()).isFalse();

      // the number of a process that is alive and no PostgreSQL: ours
      Files.writeString(
          folder.postgres().resolve("postmaster.pid"), ProcessHandle.current().pid() + "\n");
      try (OwnPostgres postgres = OwnPostgres.start(folder, PASSWORD)) {
        assertThat(ask(postgres.settings(), "select v from kept")).isEqualTo("it");
      }
    }
  }

  @Test
  void data_of_another_version_are_told_in_one_sentence() throws IOException {
    Files.createDirectories(path.resolve("postgres/global"));
    Files.writeString(path.resolve("postgres/global/pg_control"), "nonsense");
    Files.writeString(path.resolve("postgres/PG_VERSION"), "9.6\n");
    try (DataFolder folder = DataFolder.open(path)) {
      assertThatThrownBy(() -> OwnPostgres.start(folder, PASSWORD))
          .isInstanceOf(CannotStart.class)
          .hasMessageContaining("made by PostgreSQL 9.6")
          .hasMessageContaining("--reset");
    }
  }

  private static String ask(DatabaseSettings settings, String query) {
    try (Database database = new Database(settings)) {
      return database.read(handle -> handle.createQuery(query).mapTo(String.class).one());
    }
  }

  private static DatabaseSettings wrong(DatabaseSettings right) {
    return DatabaseSettings.of(right.url(), right.user(), "something else");
  }
}
