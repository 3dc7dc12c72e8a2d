package cn.siduan.dispatch.imports.registry;

import static cn.siduan.dispatch.imports.column.Column.named;

import cn.siduan.dispatch.imports.column.Cells;
import cn.siduan.dispatch.imports.column.Days;
import cn.siduan.dispatch.imports.column.Groups;
import cn.siduan.dispatch.imports.column.WordSet;
import cn.siduan.dispatch.imports.column.Words;
import cn.siduan.dispatch.platform.crypto.FieldCipher;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Residents with their telephones and who is called when something happens to them. */
final class ResidentSheet extends Sheet {

  static final Words CARE_FLAGS =
      Words.of(
          "LIVES_ALONE 独居",
          "EMPTY_NEST 空巢",
          "HARD_OF_HEARING 听力差 听障",
          "LOW_VISION 视力差 视障",
          "DIALECT 方言 只说方言",
          "WHEELCHAIR 轮椅 坐轮椅",
          "BEDRIDDEN 卧床",
          "DEMENTIA 认知障碍 失智",
          "DISABILITY 残疾",
          "MINIMUM_LIVING 低保");
  private static final HexFormat HEX = HexFormat.of();

  private final FieldCipher cipher;

  ResidentSheet(FieldCipher cipher) {
    super(
        "residents",
        Place.byCode("resident").joining("left join household h on h.code = i.household"),
        List.of(
            Field.text(named("code", "编码", Cells.code()).alias("居民编号", "编号").must().like("R00001")),
            Field.key(
                named("household", "户编码", Cells.code())
                    .alias("户编号", "家庭编码", "household_code")
                    .to("households")
                    .like("H00001"),
                "h"),
            Field.text(named("name", "姓名", Cells.text(60)).must().like("刘桂英")),
            Field.text(
                named("sex", "性别", Words.of("FEMALE 女 f", "MALE 男 m", "UNKNOWN 未知 不详"))
                    .alias("gender")
                    .initially("UNKNOWN")
                    .like("女")),
            Field.typed(
                named("birth_date", "出生日期", Days.day()).alias("生日", "birthday").like("1946-03-01"),
                "date"),
            Field.other(
                named("id_card", "身份证号", new SecretCell.IdCard(cipher))
                    .alias("身份证", "身份证号码")
                    .secret()
                    .like("310199194603010020"),
                "encode(t.id_card, 'hex') || ':' || encode(t.id_card_digest, 'hex')"),
            Field.other(
                named("health_note", "健康备注", new SecretCell.Note(cipher, 4000))
                    .alias("健康状况")
                    .secret()
                    .like("高血压"),
                "encode(t.health_note, 'hex')"),
            Field.other(
                named("phones", "电话", Groups.phones(10))
                    .alias("联系电话", "手机", "phone")
                    .like("13900000001/本人;02162345678/家"),
                "coalesce(ph.texts, '')"),
            Field.other(
                named("emergency_contacts", "紧急联系人", Groups.contacts(10))
                    .alias("联系人", "contacts")
                    .like("王芳/13900000002/女儿"),
                "coalesce(ec.texts, '')"),
            Field.array(
                named("care_flags", "关爱标签", new WordSet(CARE_FLAGS, 20))
                    .alias("标签")
                    .like("独居;听力差")),
            Field.text(
                named("language", "语言", Words.of("zh-CN 中文 普通话 zh", "en 英文 english"))
                    .initially("zh-CN")
                    .like("中文")),
            flag("consent_data", "同意使用信息", "同意数据"),
            flag("consent_care_calls", "同意关爱电话", "同意关怀电话"),
            flag("unsubscribed", "退订消息", "退订"),
            Field.text(named("note", "备注", Cells.text(1000)).like("开门慢，请多等一会儿"))));
    this.cipher = cipher;
  }

  private static Field flag(String name, String title, String alias) {
    return Field.typed(
        named(name, title, Words.flag()).alias(alias).initially("false").like("是"), "boolean");
  }

  @Override
  protected String readJoins() {
    return """
    left join household h on h.id = t.household_id
    left join (select resident_id, string_agg(phone || '/' || label, ';') as texts
               from resident_phone group by 1) ph on ph.resident_id = t.id
    left join (select resident_id, string_agg(name || '/' || phone || '/' || relation, ';' order by position) as texts
               from emergency_contact group by 1) ec on ec.resident_id = t.id\
    """;
  }

  @Override
  public boolean isPersonal() {
    return true;
  }

  @Override
  public List<String> incomingColumns() {
    List<String> names = new ArrayList<>(super.incomingColumns());
    names.add("id_card_digest");
    names.add("id_card_tail");
    return names;
  }

  /** Encrypts here, so that nothing readable travels further. */
  @Override
  public @Nullable String[] incoming(@Nullable String[] values, String @Nullable [] stored) {
    int idCard = index("id_card");
    int note = index("health_note");
    @Nullable String[] row = java.util.Arrays.copyOf(values, values.length + 2);
    String number = values[idCard];
    if (number != null) {
      row[idCard] = encrypted(number);
      row[values.length] = number.isEmpty() ? "" : HEX.formatHex(cipher.digest(number));
      row[values.length + 1] =
          number.isEmpty() ? "" : number.substring(Math.max(0, number.length() - 4));
    }
    String text = values[note];
    row[note] = text == null ? null : encrypted(text);
    return row;
  }

  private String encrypted(String clear) {
    return clear.isEmpty() ? "" : HEX.formatHex(cipher.encrypt(clear));
  }

  @Override
  protected String insertedToo() {
    return ", id_card, id_card_digest, id_card_tail, health_note";
  }

  @Override
  protected String insertedValues() {
    return """
    , decode(nullif(i.id_card, ''), 'hex'), decode(nullif(i.id_card_digest, ''), 'hex'), coalesce(i.id_card_tail, ''),
      decode(nullif(i.health_note, ''), 'hex')\
    """;
  }

  /** Numbers go before they come, so that two residents can exchange theirs. */
  @Override
  protected void writeFirst(Handle handle) {
    handle.execute(
        """
        update resident t set id_card = null, id_card_digest = null, id_card_tail = '' from incoming i
        where t.code = i.code and not i.added and i.id_card is not null and t.id_card_digest is not null
        """);
  }

  @Override
  protected void writeMore(Handle handle, Instant now) {
    handle.execute(
        """
        update resident t set id_card = decode(nullif(i.id_card, ''), 'hex'),
          id_card_digest = decode(nullif(i.id_card_digest, ''), 'hex'), id_card_tail = i.id_card_tail
        from incoming i where t.code = i.code and not i.added and i.id_card is not null
        """);
    handle.execute(
        """
        update resident t set health_note = decode(nullif(i.health_note, ''), 'hex')
        from incoming i where t.code = i.code and not i.added and i.health_note is not null
        """);
    for (String table : List.of("resident_phone", "emergency_contact")) {
      handle.execute(
          "delete from "
              + table
              + " x using resident t, incoming i where x.resident_id = t.id and t.code = i.code and"
              + " not i.added");
    }
    handle.execute(
        """
        insert into resident_phone (phone, resident_id, label)
        select split_part(e.text, '/', 1), t.id, split_part(e.text, '/', 2)
        from incoming i join resident t on t.code = i.code,
          unnest(string_to_array(nullif(i.phones, ''), ';')) e(text)
        """);
    handle.execute(
        """
        insert into emergency_contact (resident_id, position, name, phone, relation)
        select t.id, e.position, split_part(e.text, '/', 1), split_part(e.text, '/', 2), split_part(e.text, '/', 3)
        from incoming i join resident t on t.code = i.code,
          unnest(string_to_array(nullif(i.emergency_contacts, ''), ';')) with ordinality e(text, position)
        """);
  }

  private record Holder(String code, int row) {}

  /** One number, one resident, among those not retired. */
  @Override
  public EndCheck endCheck(Handle handle) {
    int idCard = index("id_card");
    int retired = index(RETIRED);
    Map<String, Holder> holders = new HashMap<>();
    return (row, values, stored, complaint) -> {
      String digest = digest(values[idCard], stored == null ? "" : stored[idCard]);
      if (digest.isEmpty() || Objects.equals(values[retired], "true")) {
        return;
      }
      Holder here = new Holder(Objects.requireNonNull(values[0]), row);
      Holder other = holders.putIfAbsent(digest, here);
      if (other != null) {
        Holder named = row > 0 ? here : other;
        complaint.add(
            named.row(),
            idCard,
            "",
            "cell-id-card-taken",
            Map.of("code", row > 0 ? other.code() : here.code()));
      }
    };
  }

  private String digest(@Nullable String written, String stored) {
    if (written == null) {
      return stored.substring(stored.indexOf(':') + 1);
    }
    return written.isEmpty() ? "" : HEX.formatHex(cipher.digest(written));
  }
}
