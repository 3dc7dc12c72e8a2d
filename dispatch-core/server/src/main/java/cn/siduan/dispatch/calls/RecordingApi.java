package cn.siduan.dispatch.calls;

import cn.siduan.contract.Actor;
import cn.siduan.contract.Role;
import cn.siduan.dispatch.platform.Json;
import cn.siduan.dispatch.platform.Platform;
import cn.siduan.dispatch.platform.audit.AuditTrail;
import cn.siduan.dispatch.platform.http.ApiReply;
import cn.siduan.dispatch.platform.http.ApiRequest;
import cn.siduan.dispatch.platform.http.ApiRouter;
import cn.siduan.dispatch.platform.http.Problem;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;

/**
 * Recordings, for supervisors and for whoever was in the conversation; who listened is written
 * down.
 */
public final class RecordingApi {

  private record Recording(long id, String kind, String asterisk, String file, String begunAt) {

    boolean isMessage() {
      return kind.equals("MESSAGE");
    }
  }

  private final Platform platform;
  private final Recordings recordings;

  public RecordingApi(Platform platform, Recordings recordings) {
    this.platform = platform;
    this.recordings = recordings;
  }

  public void register(ApiRouter router) {
    router.on("listRecordings", this::list).on("getRecording", this::get);
  }

  private ApiReply list(ApiRequest request) {
    ObjectNode answer = Json.object();
    ArrayNode items = answer.putArray("items");
    for (Recording recording : platform.database().read(handle -> audible(handle, request))) {
      items
          .addObject()
          .put("id", recording.id())
          .put("kind", recording.kind())
          .put("begun_at", recording.begunAt());
    }
    return ApiReply.ok(answer);
  }

  private ApiReply get(ApiRequest request) {
    long id = request.number("recording_id");
    Recording recording =
        platform.database().read(handle -> audible(handle, request)).stream()
            .filter(r -> r.id() == id)
            .findFirst()
            .orElseThrow(() -> Problem.notFound("recording", id).exception());
    // written down before it is heard
    platform
        .database()
        .transaction(
            tx -> {
              AuditTrail.add(
                  tx,
                  platform.clock().instant().truncatedTo(ChronoUnit.MICROS),
                  request.actor(),
                  request.operation().id(),
                  "call",
                  request.text("call_id"),
                  null,
                  Map.of("recording", id),
                  request.id());
              return id;
            });
    byte[] bytes =
        recordings
            .fetch(recording.asterisk(), recording.isMessage(), recording.file())
            .orElseThrow(() -> Problem.notFound("recording", id).exception());
    return ApiReply.bytes("audio/wav", bytes).header("Cache-Control", "no-store");
  }

  private static List<Recording> audible(Handle handle, ApiRequest request) {
    String callId = request.text("call_id");
    Call call =
        CallStore.find(handle, callId)
            .orElseThrow(() -> Problem.notFound("call", callId).exception());
    return handle
        .createQuery(
            """
            select r.*
            from recording r where r.call_id = :call and r.expired_at is null order by r.id limit 100
            """)
        .bind("call", callId)
        .map(
            (rs, _) ->
                new Recording(
                    rs.getLong("id"),
                    rs.getString("kind"),
                    rs.getString("asterisk"),
                    rs.getString("file"),
                    CallStore.instant(rs, "begun_at").orElseThrow().toString()))
        .filter(r -> mayHear(request.actor(), call, r))
        .list();
  }

  /** A message is for whoever completes its order; a conversation is for who was in it. */
  private static boolean mayHear(Actor actor, Call call, Recording recording) {
    return actor.role() == Role.SUPERVISOR
        || recording.isMessage()
        || Objects.equals(call.operatorId(), actor.id());
  }
}
