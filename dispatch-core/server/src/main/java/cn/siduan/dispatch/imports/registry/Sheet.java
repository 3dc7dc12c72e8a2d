package cn.siduan.dispatch.imports.registry;

import cn.siduan.dispatch.imports.column.Column;
import cn.siduan.dispatch.imports.column.Words;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** One registry as a table: its columns, what is in it, and how many rows are changed at once. */
public abstract class Sheet {

  /** Not yet retired; every registry has it, as its last column. */
  public static final String RETIRED = "retired";

  /** Where a registry is kept. */
  public record Place(String table, int keyColumns, String joins, String match) {
    static Place byCode(String table) {
      return new Place(table, 1, "", "t.code = i.code");
    }

    Place joining(String more) {
      return new Place(table, keyColumns, more, match);
    }
  }

  private final String name;
  private final Place place;
  private final List<Field> fields;
  private final List<Column> columns;

  /**
   * @param place its joins (left joins, {@code t} or {@code i} standing for {@code ROW}) serve
   *     reading from {@code t} and writing from {@code i}
   */
  protected Sheet(String name, Place place, List<Field> fields) {
    this.name = name;
    this.place = place;
    this.fields = new ArrayList<>(fields);
    this.fields.add(
        new Field(
            Column.named(RETIRED, "停用", Words.flag())
                .alias("是否停用", "inactive")
                .initially("false")
                .like("否"),
            "(t.retired_at is not null)::text",
            ""));
    this.columns = this.fields.stream().map(Field::column).toList();
  }

  /** As in the path of the API: the plural. */
  public final String name() {
    return name;
  }

  public final String table() {
    return place.table();
  }

  public final List<Column> columns() {
    return columns;
  }

  /** The first so many columns tell a row from others. */
  public final int keyColumns() {
    return place.keyColumns();
  }

  /** Its position, or -1. */
  public final int find(String column) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(column)) {
        return i;
      }
    }
    return -1;
  }

  public final int index(String column) {
    int index = find(column);
    if (index < 0) {
      throw new IllegalArgumentException(name + " has no column " + column);
    }
    return index;
  }

  /** Every row, one text for each column; null where there is nothing. */
  public final String select() {
    return fields.stream().map(Field::select).collect(Collectors.joining(", ", "select ", ""))
        + " from "
        + place.table()
        + " t "
        + readJoins()
        + " order by t.id";
  }

  /** Joins for reading. */
  protected abstract String readJoins();

  /** What is true of a table only as a whole, seen once for every row as it will be. */
  public EndCheck endCheck(Handle handle) {
    return EndCheck.NONE;
  }

  /**
   * What relies on a row, so that it cannot be retired.
   *
   * @param word names it in {@code problems_*.properties}
   * @param select keys of rows and how many rely on each
   */
  public record Usage(String word, String select) {}

  public List<Usage> usages() {
    return List.of();
  }

  /**
   * Brings what a file says of a row in line with what there is; called before they are compared.
   *
   * @param stored null for a new row
   */
  public void settle(@Nullable String[] fromFile, String @Nullable [] stored) {}

  /** Names of the columns of {@code incoming}. */
  public List<String> incomingColumns() {
    return columns.stream().map(Column::name).toList();
  }

  /**
   * A row of {@code incoming}.
   *
   * @param values null only in sensitive columns, for what stays as it is
   * @param stored null for a new row
   */
  public @Nullable String[] incoming(@Nullable String[] values, String @Nullable [] stored) {
    return values;
  }

  /** Changes the registry to what is in {@code incoming}. */
  public final void write(Handle handle, Instant now) {
    List<Field> written = fields.stream().filter(Field::isWritten).toList();
    String targets = written.stream().map(Field::target).collect(Collectors.joining(", "));
    String values = written.stream().map(Field::write).collect(Collectors.joining(", "));
    String assignments =
        written.stream().map(f -> f.target() + " = " + f.write()).collect(Collectors.joining(", "));
    writeFirst(handle);
    handle
        .createUpdate(
            "update "
                + place.table()
                + " t set "
                + assignments
                + ", version = t.version + 1, updated_at = :now, retired_at = case when i.retired ="
                + " 'true' then coalesce(t.retired_at, :now) end from incoming i "
                + place.joins()
                + " where not i.added and "
                + place.match())
        .bind("now", now.atOffset(ZoneOffset.UTC))
        .execute();
    handle
        .createUpdate(
            "insert into "
                + place.table()
                + " ("
                + targets
                + insertedToo()
                + ", updated_at, retired_at) select "
                + values
                + insertedValues()
                + ", :now, case when i.retired = 'true' then :now::timestamptz end from incoming i "
                + place.joins()
                + " where i.added order by i.row_no")
        .bind("now", now.atOffset(ZoneOffset.UTC))
        .execute();
    writeMore(handle, now);
  }

  /** Columns that a new row needs besides, each with a comma in front. */
  protected String insertedToo() {
    return "";
  }

  protected String insertedValues() {
    return "";
  }

  /** What has to go before anything comes. */
  protected void writeFirst(Handle handle) {}

  /** Tables that belong to this one. */
  protected void writeMore(Handle handle, Instant now) {}

  /** After commit: pictures in memory are out of date. */
  public void changed() {}

  /** Whether it is about persons: who takes a copy is written down. */
  public boolean isPersonal() {
    return false;
  }
}
