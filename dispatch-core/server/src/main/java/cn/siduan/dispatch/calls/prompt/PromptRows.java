package cn.siduan.dispatch.calls.prompt;

import cn.siduan.contract.call.PromptReply.RecordedPrompt;
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

  /** Without their sounds. */
  static List<RecordedPrompt> listDigests(Handle handle) {
    return handle
        .createQuery("select prompt, language, digest from prompt_recording order by 1, 2")
        .map(
            (rs, _) ->
                new RecordedPrompt(
                    rs.getString("prompt"), rs.getString("language"), rs.getString("digest"), ""))
        .list();
  }

  /** Of just that digest; empty if it was replaced this moment. */
  static byte[] sound(Handle handle, RecordedPrompt one) {
    return handle
        .createQuery(
            """
            select sound from prompt_recording where prompt = :prompt and language = :language and digest = :digest\
            """)
        .bind("prompt", one.prompt())
        .bind("language", one.language())
        .bind("digest", one.digest())
        .mapTo(byte[].class)
        .findOne()
        .orElse(new byte[0]);
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
