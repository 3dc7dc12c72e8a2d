package cn.siduan.dispatch.catalogue;

import cn.siduan.dispatch.platform.Json;
import cn.siduan.dispatch.platform.Platform;
import cn.siduan.dispatch.platform.db.Tx;
import cn.siduan.dispatch.platform.http.ApiReply;
import cn.siduan.dispatch.platform.http.ApiRequest;
import cn.siduan.dispatch.platform.http.ApiRouter;
import cn.siduan.dispatch.platform.http.Problem;
import cn.siduan.dispatch.platform.http.Problem.FieldError;
import cn.siduan.dispatch.platform.registry.ConfiguredCodes;
import cn.siduan.dispatch.platform.registry.Inputs;
import cn.siduan.dispatch.platform.registry.References;
import cn.siduan.dispatch.platform.registry.Registry;
import cn.siduan.dispatch.platform.registry.RegistrySpec;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Registers categories, items and their forms; every version of a form stays readable. */
public final class CatalogueApi {

  record FormInput(JsonNode schema) {}

  private static final JsonNode EMPTY_FORM =
      Json.tree("{\"type\":\"object\",\"additionalProperties\":false,\"properties\":{}}");

  private final Platform platform;
  private final Registry<CategoryStore.View> categories;
  private final Registry<ItemStore.View> items;
  private final LiveCatalogue live;
  private final RoutingPolicyCodes policies;
  private final ConfiguredCodes codes;

  public CatalogueApi(
      Platform platform,
      CatalogueDirectory directory,
      RoutingPolicyCodes policies,
      ConfiguredCodes codes) {
    this.platform = platform;
    this.policies = policies;
    this.codes = codes;
    live = new LiveCatalogue(platform.database(), platform.clock());
    categories =
        new Registry<>(
            platform,
            RegistrySpec.of("category", "service_category", CategoryStore::find)
                .whenChanged(
                    () -> {
                      directory.changed();
                      live.changed();
                    }));
    items =
        new Registry<>(
            platform,
            RegistrySpec.of("item", "service_item", ItemStore::find)
                .whenChanged(
                    () -> {
                      directory.changed();
                      live.changed();
                    }));
  }

  public void register(ApiRouter api) {
    api.on("getCatalogue", live::get)
        .on(
            "listCategories",
            r -> categories.list(r, (h, page) -> CategoryStore.list(h, page, r.flag("retired"))))
        .on("getCategory", categories::get)
        .on("createCategory", this::createCategory)
        .on("updateCategory", this::updateCategory)
        .on("retireCategory", r -> categories.retire(r, CatalogueApi::refuseWhileUsed))
        .on("restoreCategory", r -> categories.restore(r, (_, _) -> {}))
        .on("listItems", r -> items.list(r, (h, page) -> ItemStore.list(h, page, filter(r))))
        .on("getItem", items::get)
        .on("createItem", this::createItem)
        .on("updateItem", this::updateItem)
        .on("retireItem", r -> items.retire(r, (_, _) -> {}))
        .on("restoreItem", r -> items.restore(r, (tx, i) -> requireCategory(tx, i.categoryId())))
        .on("changeForm", this::changeForm)
        .on("listForms", this::listForms)
        .on("getForm", this::getForm);
  }

  private ApiReply createCategory(ApiRequest request) {
    CategoryStore.Input input = Inputs.read(request, CategoryStore.Input.class);
    Inputs.refuse(policies.check(input.routingPolicy()));
    return categories.create(request, (tx, now) -> CategoryStore.insert(tx.handle(), input, now));
  }

  private ApiReply updateCategory(ApiRequest request) {
    CategoryStore.Input input = Inputs.read(request, CategoryStore.Input.class);
    Inputs.refuse(policies.check(input.routingPolicy()));
    return categories.update(
        request, (tx, before) -> CategoryStore.update(tx.handle(), before.id(), input));
  }

  private static void refuseWhileUsed(Tx tx, CategoryStore.View category) {
    References.refuseWhileUsed(
        tx,
        "items",
        "select count(*) from service_item where category_id = :id and retired_at is null",
        category.id());
  }

  private static ItemStore.Filter filter(ApiRequest request) {
    return new ItemStore.Filter(
        request.findNumber("category_id").orElse(null),
        request.findText("kind").orElse(null),
        request.findText("q").map(q -> q.strip().toLowerCase(Locale.ROOT)).orElse(null),
        request.flag("retired"));
  }

  private ApiReply createItem(ApiRequest request) {
    ItemStore.Input input = Inputs.read(request, ItemStore.Input.class);
    JsonNode form = Objects.requireNonNullElse(input.form(), EMPTY_FORM);
    Inputs.refuse(FormCheck.check(form));
    Inputs.refuse(unknownCodes(input));
    return items.create(
        request,
        (tx, now) -> {
          requireCategory(tx, input.categoryId());
          long id = ItemStore.insert(tx.handle(), input, pinyin(input), now);
          ItemStore.addForm(tx.handle(), new ItemStore.Form(id, 1, form, now));
          return id;
        });
  }

  private ApiReply updateItem(ApiRequest request) {
    ItemStore.Input input = Inputs.read(request, ItemStore.Input.class);
    Inputs.refuse(unknownCodes(input));
    return items.update(
        request,
        (tx, before) -> {
          requireCategory(tx, input.categoryId());
          ItemStore.update(tx.handle(), before.id(), input, pinyin(input));
        });
  }

  private List<FieldError> unknownCodes(ItemStore.Input input) {
    List<FieldError> errors = new ArrayList<>(policies.check(input.routingPolicy()));
    errors.addAll(codes.serviceLevels().check("service_level", input.serviceLevel()));
    errors.addAll(codes.skills().checkAll("skills", input.skills()));
    return errors;
  }

  private static void requireCategory(Tx tx, long id) {
    References.require(tx, "service_category", "category_id", id, "no-such-category");
  }

  private static String pinyin(ItemStore.Input input) {
    return input.pinyin() == null ? Pinyin.of(input.name()) : input.pinyin();
  }

  /**
   * A form is never changed: it gets a new version, and orders keep the one they were made with.
   */
  private ApiReply changeForm(ApiRequest request) {
    JsonNode schema = request.body(FormInput.class).schema();
    Inputs.refuse(FormCheck.check(schema));
    Instant now = platform.clock().instant();
    return items.update(
        request,
        (tx, before) ->
            ItemStore.addForm(
                tx.handle(),
                new ItemStore.Form(before.id(), before.formVersion() + 1, schema, now)));
  }

  private ApiReply listForms(ApiRequest request) {
    long id = request.number("id");
    int limit = Math.toIntExact(request.number("limit"));
    int below = request.findNumber("before").map(Math::toIntExact).orElse(Integer.MAX_VALUE);
    List<ItemStore.Form> forms =
        platform.database().read(handle -> ItemStore.listForms(handle, id, below, limit));
    ObjectNode page = Json.object();
    page.set("items", Json.tree(forms));
    if (forms.size() == limit) {
      page.put("next", Integer.toString(forms.getLast().version()));
    }
    return ApiReply.ok(page);
  }

  private ApiReply getForm(ApiRequest request) {
    int version = Math.toIntExact(request.number("form_version"));
    return platform
        .database()
        .read(handle -> ItemStore.findForm(handle, request.number("id"), version))
        .map(ApiReply::ok)
        .orElseThrow(() -> Problem.notFound("form", version).exception());
  }
}
