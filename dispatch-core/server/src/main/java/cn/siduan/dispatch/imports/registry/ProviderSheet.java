package cn.siduan.dispatch.imports.registry;

import static cn.siduan.dispatch.imports.column.Column.named;

import cn.siduan.dispatch.imports.column.Cells;
import cn.siduan.dispatch.imports.column.Groups;
import cn.siduan.dispatch.imports.column.OpeningCell;
import cn.siduan.dispatch.imports.column.Words;
import cn.siduan.dispatch.platform.net.Destinations;
import cn.siduan.dispatch.platform.registry.ConfiguredCodes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Providers with what they do, where, and what they may. Secrets of webhooks do not travel. */
final class ProviderSheet extends Sheet {

  private static final int MOST = 500;

  ProviderSheet(ConfiguredCodes codes, Destinations webhooks) {
    super(
        "providers",
        Place.byCode("provider").joining("left join centre c on c.code = i.centre"),
        List.of(
            Field.text(named("code", "编码", Cells.code()).alias("代码", "编号").must().like("P001")),
            Field.text(named("name", "名称", Cells.text(100)).must().like("康乐家政")),
            Field.text(
                named(
                        "kind",
                        "类型",
                        Words.of(
                            "ORGANISATION 社会组织 企业 机构 organization",
                            "DEPARTMENT 部门 职能部门",
                            "VOLUNTEER_TEAM 志愿队 志愿者 volunteers"))
                    .must()
                    .like("社会组织")),
            Field.key(
                named("centre", "所在中心编码", Cells.code())
                    .alias("所属中心", "centre_code")
                    .to("centres")
                    .like("310199001"),
                "c"),
            Field.text(named("contact_name", "联系人", Cells.text(60)).alias("contact").like("王芳")),
            Field.text(named("phone", "电话", Cells.phone()).alias("telephone").like("13900000001")),
            Field.text(named("address", "地址", Cells.text(200)).like("柳荫路8号")),
            Field.typed(
                named("latitude", "纬度", Cells.decimal(-90, 90, 18)).alias("lat"),
                "double precision"),
            Field.typed(
                named("longitude", "经度", Cells.decimal(-180, 180, 18)).alias("lon", "lng"),
                "double precision"),
            Field.typed(
                named("star_rating", "星级", Cells.decimal(0, 5, 1))
                    .alias("stars")
                    .initially("3")
                    .like("4.5"),
                "numeric"),
            Field.typed(
                named("capacity", "同时工单数", Cells.whole(0, 100_000))
                    .alias("容量")
                    .initially("10")
                    .like("20"),
                "int"),
            Field.text(
                named(
                        "offer_channel",
                        "派单方式",
                        Words.of("SCREEN 网页 屏幕", "TELEPHONE 电话", "WEBHOOK 接口 webhook"))
                    .must()
                    .like("网页")),
            Field.text(named("webhook_url", "接口网址", new WebhookCell(webhooks))),
            Field.text(
                named("calendar", "日历", new KnownCell(codes.calendars()))
                    .initially("STANDARD")
                    .like("STANDARD")),
            Field.other(
                named("opening", "服务时间", new OpeningCell())
                    .alias("营业时间", "opening_hours")
                    .like("周一至周五 09:00-12:00 13:30-17:30;周六 09:00-12:00"),
                "t.opening::text"),
            Field.other(
                named("items", "服务项目编码", Cells.codes(MOST))
                    .alias("服务项目", "item_codes")
                    .to("items")
                    .like("HOME-01;HOME-02"),
                "coalesce(pi.codes, '')"),
            Field.other(
                named("areas", "服务区域编码", Cells.codes(MOST))
                    .alias("服务区域", "area_codes")
                    .to("centres")
                    .like("310199001"),
                "coalesce(pa.codes, '')"),
            Field.other(
                named(
                        "certificates",
                        "资质证书",
                        Groups.certificates(50, skill -> KnownCell.require(codes.skills(), skill)))
                    .alias("证书")
                    .like("ELECTRICIAN/HZ-0231/2027-06-30"),
                "coalesce(pc.texts, '')")));
  }

  @Override
  protected String readJoins() {
    return """
    left join centre c on c.id = t.centre_id
    left join (select x.provider_id, string_agg(s.code, ';') as codes
               from provider_item x join service_item s on s.id = x.item_id group by 1) pi
      on pi.provider_id = t.id
    left join (select x.provider_id, string_agg(s.code, ';') as codes
               from provider_area x join centre s on s.id = x.centre_id group by 1) pa
      on pa.provider_id = t.id
    left join (select x.provider_id,
                 string_agg(x.skill || '/' || x.number || '/' || coalesce(x.expires_on::text, ''), ';') as texts
               from provider_certificate x group by 1) pc
      on pc.provider_id = t.id\
    """;
  }

  @Override
  public @Nullable String[] incoming(@Nullable String[] values, String @Nullable [] stored) {
    @Nullable String[] row = values.clone();
    int opening = index("opening");
    row[opening] = OpeningCell.json(Objects.requireNonNull(row[opening]));
    return row;
  }

  @Override
  protected void writeMore(Handle handle, Instant now) {
    handle.execute(
        "update provider t set opening = i.opening::jsonb from incoming i where t.code = i.code");
    for (String table : List.of("provider_item", "provider_area", "provider_certificate")) {
      handle.execute(
          "delete from "
              + table
              + " x using provider t, incoming i where x.provider_id = t.id and t.code = i.code and"
              + " not i.added");
    }
    handle.execute(
        """
        insert into provider_item (provider_id, item_id)
        select t.id, s.id from incoming i join provider t on t.code = i.code,
          unnest(string_to_array(nullif(i.items, ''), ';')) e(code) join service_item s on s.code = e.code
        """);
    handle.execute(
        """
        insert into provider_area (provider_id, centre_id)
        select t.id, s.id from incoming i join provider t on t.code = i.code,
          unnest(string_to_array(nullif(i.areas, ''), ';')) e(code) join centre s on s.code = e.code
        """);
    handle.execute(
        """
        insert into provider_certificate (provider_id, skill, number, expires_on)
        select t.id, split_part(e.text, '/', 1), split_part(e.text, '/', 2),
               nullif(split_part(e.text, '/', 3), '')::date
        from incoming i join provider t on t.code = i.code,
          unnest(string_to_array(nullif(i.certificates, ''), ';')) e(text)
        """);
  }

  @Override
  public EndCheck endCheck(Handle handle) {
    int channel = index("offer_channel");
    int url = index("webhook_url");
    Set<String> withSecret =
        handle
            .createQuery("select code from provider where webhook_secret is not null")
            .mapTo(String.class)
            .set();
    return (row, values, stored, complaint) -> {
      boolean becomes =
          row > 0
              && Objects.equals(values[channel], "WEBHOOK")
              && (stored == null || !stored[channel].equals("WEBHOOK"));
      if (row > 0
          && Objects.equals(values[channel], "WEBHOOK")
          && Objects.equals(values[url], "")) {
        complaint.add(row, url, "", "sheet-webhook", Map.of());
      }
      if (becomes && !withSecret.contains(Objects.requireNonNull(values[0]))) {
        complaint.add(row, channel, "", "sheet-webhook-secret", Map.of());
      }
    };
  }

  @Override
  public List<Usage> usages() {
    return List.of(
        new Usage(
            "tasks",
            "select t.code, count(*) from task k join provider t on t.id = k.provider_id"
                + " where k.state not in ('RESOLVED', 'CANNOT_COMPLETE', 'WITHDRAWN') group by 1"));
  }
}
