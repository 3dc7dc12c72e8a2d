package cn.siduan.dispatch.calls.prompt;

import cn.siduan.dispatch.platform.db.Tx;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Recordings of prompts as they are kept. */
final class PromptRows {

  /** Schema PromptRecording of the contract. */
  record Recording(
      String prompt, String language, int millis, String recordedBy, Instant recordedAt) {}

  private PromptRows() {}

  static List<Recording> list(Handle handle) {
    return handle
        .createQuery(
            """
            select prompt, language, millis, recorded_by, recorded_at from prompt_recording
            order by prompt, language desc\
            """)
        .map(
            (rs, _) ->
                new Recording(
                    rs.getString("prompt"),
                    rs.getString("language"),
                    rs.getInt("millis"),
                    rs.getString("recorded_by"),
                    rs.getObject("recorded_at", OffsetDateTime.class).toInstant()))
        .list();
  }

  static Optional<byte[]> findSound(Handle handle, String prompt, String language) {
    return handle
        .createQuery(
            "select sound from prompt_recording where prompt = :prompt and language = :language")
        .bind("prompt", prompt)
        .bind("language", language)
        .mapTo(byte[].class)
        .findOne();
  }

  static void put(Tx tx, Recording recording, PromptSound sound) {
    tx.handle()
        .createUpdate(
            """
            insert into prompt_recording (prompt, language, sound, digest, millis, recorded_by, recorded_at)
            values (:prompt, :language, :sound, :digest, :millis, :by, :at)
            on conflict (prompt, language) do update set sound = excluded.sound, digest = excluded.digest,
              millis = excluded.millis, recorded_by = excluded.recorded_by, recorded_at = excluded.recorded_at\
            """)
        .bind("prompt", recording.prompt())
        .bind("language", recording.language())
        .bind("sound", sound.wav())
        .bind("digest", sound.digest())
        .bind("millis", sound.millis())
        .bind("by", recording.recordedBy())
        .bind("at", recording.recordedAt())
        .execute();
  }

  /** Whether there was one. */
  static boolean remove(Tx tx, String prompt, String language) {
    return tx.handle()
            .createUpdate(
                "delete from prompt_recording where prompt = :prompt and language = :language")
            .bind("prompt", prompt)
            .bind("language", language)
            .execute()
        > 0;
  }
}
