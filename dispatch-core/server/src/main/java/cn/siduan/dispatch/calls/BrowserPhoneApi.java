package cn.siduan.dispatch.calls;

import cn.siduan.dispatch.calls.PresenceStore.Presence;
import cn.siduan.dispatch.platform.Json;
import cn.siduan.dispatch.platform.db.Database;
import cn.siduan.dispatch.platform.http.ApiReply;
import cn.siduan.dispatch.platform.http.ApiRequest;
import cn.siduan.dispatch.platform.http.ApiRouter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Collectors;

/** Which telephone an operator's page can be. */
public final class BrowserPhoneApi {

  private final Database database;
  private final BrowserPhoneSettings settings;

  public BrowserPhoneApi(Database database, BrowserPhoneSettings settings) {
    this.database = database;
    this.settings = settings;
  }

  public void register(ApiRouter router) {
    router.on("getTelephone", this::telephone);
  }

  /** One that nobody else is logged in at, and where and how it registers. */
  private ApiReply telephone(ApiRequest request) {
    ObjectNode answer = Json.object();
    if (!settings.isOffered()) {
      return ApiReply.ok(answer);
    }
    long own = request.actor().id();
    Map<String, Long> holders =
        database.read(PresenceStore::list).stream()
            .collect(Collectors.toMap(Presence::extension, Presence::accountId, (a, _) -> a));
    // the one this operator has, or else one that nobody has
    settings.extensions().stream()
        .filter(e -> holders.getOrDefault(e, own) == own)
        .min(Comparator.comparing(e -> !holders.containsKey(e)))
        .ifPresent(
            extension ->
                answer
                    .putObject("browser")
                    .put("websocket", settings.websocket())
                    .put("extension", extension)
                    .put("secret", settings.secret()));
    return ApiReply.ok(answer);
  }
}
