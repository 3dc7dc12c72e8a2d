package cn.siduan.dispatch.catalogue;

import cn.siduan.dispatch.platform.Json;
import cn.siduan.dispatch.platform.db.Database;
import cn.siduan.dispatch.platform.db.TableSnapshot;
import cn.siduan.dispatch.platform.http.ApiReply;
import cn.siduan.dispatch.platform.http.ApiRequest;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** What can be ordered, as one small document that browsers and telephones keep. */
final class LiveCatalogue {

  private static final String VERSION =
      """
      select (select count(*) || '.' || coalesce(sum(version), 0) from service_category) || '/'
        || (select count(*) || '.' || coalesce(sum(version), 0) from service_item)\
      """;

  private record Document(byte[] json, String etag) {}

  private final TableSnapshot<Document> snapshot;

  LiveCatalogue(Database database, Clock clock) {
    snapshot = new TableSnapshot<>(database, clock, VERSION, LiveCatalogue::load);
  }

  void changed() {
    snapshot.changed();
  }

  ApiReply get(ApiRequest request) {
    Document document = snapshot.current();
    String known = request.findHeader("If-None-Match");
    ApiReply reply =
        known != null && known.contains("\"" + document.etag() + "\"")
            ? new ApiReply(304, "", new byte[0], null, document.etag(), List.of())
            : new ApiReply(
                200, "application/json", document.json(), null, document.etag(), List.of());
    return reply.header("Cache-Control", "public, max-age=60");
  }

  private static Document load(Handle handle) {
    String json =
        handle
            .createQuery(
                """
                select jsonb_build_object('categories', coalesce(jsonb_agg(c.category order by c.position, c.code), '[]'))
                from (
                  select k.position, k.code, jsonb_build_object('id', k.id, 'code', k.code, 'name', k.name,
                    'name_en', k.name_en, 'items', jsonb_agg(jsonb_build_object('id', i.id, 'code', i.code,
                      'name', i.name, 'name_en', i.name_en, 'pinyin', i.pinyin, 'kind', i.kind, 'price', i.price,
                      'price_en', i.price_en, 'subsidy', i.subsidy, 'subsidy_en', i.subsidy_en,
                      'duration_minutes', i.duration_minutes, 'form_version', i.form_version) order by i.code)) as category
                  from service_category k join service_item i on i.category_id = k.id and i.retired_at is null
                  where k.retired_at is null group by k.id) c
                """)
            .mapTo(String.class)
            .one();
    byte[] bytes = Json.writeBytes(Json.tree(json));
    return new Document(bytes, UUID.nameUUIDFromBytes(bytes).toString());
  }
}
