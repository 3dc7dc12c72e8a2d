package cn.siduan.telephony.link;

import static org.assertj.core.api.Assertions.assertThat;

import cn.siduan.contract.call.CallEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

  private static final Instant AT = Instant.parse("2026-03-11T02:00:00Z");

  @TempDir private Path folder;

  private static CallEvent ended(int n) {
    return new CallEvent.Ended("ast1-" + n, AT, 16);
  }

  @Test
  void what_was_put_in_is_read_by_the_next_process_in_its_order() {
    Journal before = new Journal(folder);
    for (int n = 0; n < 12; n++) {
      before.add(ended(n));
    }

    Journal after = new Journal(folder);
    after.add(ended(12));

    assertThat(after.list().stream().map(f -> Objects.requireNonNull(after.read(f)).callId()))
        .containsExactly(
            "ast1-0", "ast1-1", "ast1-2", "ast1-3", "ast1-4", "ast1-5", "ast1-6", "ast1-7",
            "ast1-8", "ast1-9", "ast1-10", "ast1-11", "ast1-12");
  }

  @Test
  void half_a_file_left_by_a_crash_is_put_aside_and_holds_nobody_up() throws IOException {
    Journal journal = new Journal(folder);
    Files.writeString(folder.resolve("0000000000000000000.json"), "{\"type\":\"end");
    journal.add(ended(1));

    assertThat(journal.list().stream().map(journal::read)).containsExactly(null, ended(1));
    assertThat(journal.list()).hasSize(1);
  }

  @Test
  void a_file_that_was_not_renamed_yet_does_not_count() throws IOException {
    Journal journal = new Journal(folder);
    Files.writeString(folder.resolve("0000000000000000001.json.new"), "{");

    assertThat(journal.list()).isEmpty();
  }
}
