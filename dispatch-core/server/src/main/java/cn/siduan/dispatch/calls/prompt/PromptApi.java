package cn.siduan.dispatch.calls.prompt;

import cn.siduan.dispatch.platform.Json;
import cn.siduan.dispatch.platform.Platform;
import cn.siduan.dispatch.platform.audit.AuditTrail;
import cn.siduan.dispatch.platform.db.Tx;
import cn.siduan.dispatch.platform.http.ApiReply;
import cn.siduan.dispatch.platform.http.ApiRequest;
import cn.siduan.dispatch.platform.http.ApiRouter;
import cn.siduan.dispatch.platform.http.Problem;
import cn.siduan.dispatch.platform.http.Problem.FieldError;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** What callers hear, listened to and replaced by what somebody recorded. */
public final class PromptApi {

  private final Platform platform;
  private final PromptTexts texts;

  public PromptApi(Platform platform, PromptTexts texts) {
    this.platform = platform;
    this.texts = texts;
  }

  public void register(ApiRouter router) {
    router
        .on("listPrompts", this::list)
        .on("getPromptRecording", this::get)
        .on("putPromptRecording", this::put)
        .on("deletePromptRecording", this::delete);
  }

  private ApiReply list(ApiRequest request) {
    List<PromptRows.Recording> recordings = platform.database().read(PromptRows::list);
    ObjectNode answer = Json.object();
    ArrayNode items = answer.putArray("items");
    for (String prompt : texts.prompts()) {
      ObjectNode item = items.addObject().put("prompt", prompt);
      item.set("text", Json.tree(texts.find(prompt).orElseThrow()));
      item.set("places", Json.tree(texts.places(prompt)));
      item.set(
          "recordings",
          Json.tree(recordings.stream().filter(r -> r.prompt().equals(prompt)).toList()));
    }
    return ApiReply.ok(answer);
  }

  private ApiReply get(ApiRequest request) {
    String prompt = prompt(request);
    return platform
        .database()
        .read(handle -> PromptRows.findSound(handle, prompt, request.text("language")))
        .map(wav -> ApiReply.bytes("audio/wav", wav).header("Cache-Control", "no-store"))
        .orElseThrow(() -> Problem.notFound("recording", prompt).exception());
  }

  private ApiReply put(ApiRequest request) {
    String prompt = prompt(request);
    List<String> places = texts.places(prompt);
    if (!places.isEmpty()) {
      throw Problem.input(
              FieldError.of("prompt", prompt, "prompt-places", Map.of("places", places)))
          .exception();
    }
    PromptSound sound = PromptSound.of(request.bytes());
    Instant now = platform.clock().instant().truncatedTo(ChronoUnit.MICROS);
    var recording =
        new PromptRows.Recording(
            prompt, request.text("language"), sound.millis(), request.actor().name(), now);
    return platform
        .database()
        .transaction(
            tx -> {
              PromptRows.put(tx, recording, sound);
              audit(tx, request, now, Map.of("millis", sound.millis(), "digest", sound.digest()));
              return ApiReply.ok(recording);
            });
  }

  private ApiReply delete(ApiRequest request) {
    String prompt = prompt(request);
    return platform
        .database()
        .transaction(
            tx -> {
              if (PromptRows.remove(tx, prompt, request.text("language"))) {
                audit(tx, request, platform.clock().instant(), Map.of());
              }
              return ApiReply.noContent();
            });
  }

  private String prompt(ApiRequest request) {
    String prompt = request.text("prompt");
    return texts
        .find(prompt)
        .map(_ -> prompt)
        .orElseThrow(() -> Problem.notFound("prompt", prompt).exception());
  }

  private static void audit(Tx tx, ApiRequest request, Instant at, Map<String, ?> detail) {
    AuditTrail.add(
        tx,
        at,
        request.actor(),
        request.operation().id(),
        "prompt",
        request.text("prompt") + "/" + request.text("language"),
        null,
        detail,
        request.id());
  }
}
