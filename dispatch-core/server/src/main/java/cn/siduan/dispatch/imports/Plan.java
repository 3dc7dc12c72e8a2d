package cn.siduan.dispatch.imports;

import cn.siduan.dispatch.imports.SheetRows.SheetRow;
import cn.siduan.dispatch.imports.column.Column;
import cn.siduan.dispatch.imports.registry.EndCheck;
import cn.siduan.dispatch.imports.registry.Sheet;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What an import would do: each row of the file held against the registry as it is now. */
final class Plan {

  private static final int FETCH = 1_000;

  /**
   * A row that is not as it should be yet.
   *
   * @param stored null for a new row
   */
  record Change(int row, @Nullable String[] values, String @Nullable [] stored) {}

  private final Sheet sheet;
  private final SheetRows rows;
  private final References references;
  private final Findings findings;
  private final EndCheck endCheck;
  private final int retired;
  private final int latitude;
  private final int longitude;
  private final List<Change> changes = new ArrayList<>();
  private int changed;
  private int unchanged;
  private int retiring;
  private int restored;

  private Plan(Handle handle, Sheet sheet, SheetRows rows, Findings findings) {
    this.sheet = sheet;
    this.rows = rows;
    this.findings = findings;
    references = References.load(handle, sheet, rows);
    endCheck = sheet.endCheck(handle);
    retired = sheet.index(Sheet.RETIRED);
    latitude = sheet.find("latitude");
    longitude = sheet.find("longitude");
  }

  static Plan make(Handle handle, Sheet sheet, SheetRows rows, Findings findings) {
    Plan plan = new Plan(handle, sheet, rows, findings);
    rows.all().forEach(r -> plan.references.checkKnown(r, findings));
    plan.compare(handle);
    plan.endCheck.finish(findings::add);
    plan.checkUsages(handle);
    return plan;
  }

  List<Change> changes() {
    return changes;
  }

  int added() {
    return (int) changes.stream().filter(c -> c.stored() == null).count();
  }

  int changed() {
    return changed;
  }

  int unchanged() {
    return unchanged;
  }

  int retiring() {
    return retiring;
  }

  int restored() {
    return restored;
  }

  private void compare(Handle handle) {
    Set<String> found = new HashSet<>();
    try (var stream =
        handle
            .createQuery(sheet.select())
            .setFetchSize(FETCH)
            .map((rs, _) -> stored(rs))
            .stream()) {
      stream.forEach(
          stored -> {
            String key = SheetRows.key(sheet, stored);
            SheetRow row = rows.byKey().get(key);
            if (row == null) {
              endCheck.see(0, whole(new String[stored.length], stored), stored, findings::add);
            } else {
              found.add(key);
              match(row, stored);
            }
          });
    }
    rows.byKey()
        .forEach(
            (key, row) -> {
              if (!found.contains(key)) {
                add(row);
              }
            });
  }

  private String[] stored(ResultSet rs) throws SQLException {
    String[] stored = new String[sheet.columns().size()];
    for (int i = 0; i < stored.length; i++) {
      Column column = sheet.columns().get(i);
      String text = Objects.requireNonNullElse(rs.getString(i + 1), "");
      // what is encrypted is read only if there is something to hold against it
      stored[i] = column.sensitive() || text.isEmpty() ? text : column.type().stored(text);
    }
    return stored;
  }

  private void match(SheetRow row, String[] stored) {
    @Nullable String[] fromFile = row.values().clone();
    sheet.settle(fromFile, stored);
    boolean[] differs = new boolean[stored.length];
    boolean any = false;
    for (int i = 0; i < stored.length; i++) {
      Column column = sheet.columns().get(i);
      if (fromFile[i] != null) {
        String now = column.sensitive() ? column.type().stored(stored[i]) : stored[i];
        differs[i] = !fromFile[i].equals(now);
        any |= differs[i];
        if (!differs[i] && column.sensitive()) {
          fromFile[i] = null;
        }
      }
    }
    @Nullable String[] values = whole(fromFile, stored);
    checkPosition(row.number(), values);
    endCheck.see(row.number(), values, stored, findings::add);
    if (any) {
      boolean back = differs[retired] && "false".equals(values[retired]);
      references.checkInUse(row.number(), values, back ? null : differs, findings);
      count(differs[retired], back);
      changes.add(new Change(row.number(), values, stored));
    } else {
      unchanged++;
    }
  }

  private void count(boolean retirement, boolean back) {
    if (!retirement) {
      changed++;
    } else if (back) {
      restored++;
    } else {
      retiring++;
    }
  }

  /** What the file does not say stays as it is; in sensitive columns null says so. */
  private @Nullable String[] whole(@Nullable String[] fromFile, String[] stored) {
    for (int i = 0; i < stored.length; i++) {
      if (fromFile[i] == null && !sheet.columns().get(i).sensitive()) {
        fromFile[i] = stored[i];
      }
    }
    return fromFile;
  }

  private void add(SheetRow row) {
    @Nullable String[] values = row.values().clone();
    sheet.settle(values, null);
    boolean complete = true;
    for (int i = 0; i < values.length; i++) {
      Column column = sheet.columns().get(i);
      if (values[i] == null) {
        values[i] = column.initial();
        if (column.required()) {
          findings.add(row.number(), i, "", "required", Map.of());
          complete = false;
        }
      }
    }
    checkPosition(row.number(), values);
    if (complete) {
      endCheck.see(row.number(), values, null, findings::add);
    }
    references.checkInUse(row.number(), values, null, findings);
    changes.add(new Change(row.number(), values, null));
  }

  /** Half a position is none. */
  private void checkPosition(int row, @Nullable String[] values) {
    if (latitude >= 0 && "".equals(values[latitude]) != "".equals(values[longitude])) {
      findings.add(
          row, "".equals(values[latitude]) ? latitude : longitude, "", "required", Map.of());
    }
  }

  /** What others rely on cannot be retired. */
  private void checkUsages(Handle handle) {
    Map<String, Integer> going = new HashMap<>();
    for (Change change : changes) {
      if (change.stored() != null
          && "true".equals(change.values()[retired])
          && "false".equals(change.stored()[retired])) {
        going.put(SheetRows.key(sheet, change.values()), change.row());
      }
    }
    if (going.isEmpty()) {
      return;
    }
    for (Sheet.Usage usage : sheet.usages()) {
      handle
          .createQuery(usage.select())
          .map((rs, _) -> Map.entry(rs.getString(1), rs.getLong(2)))
          .forEach(
              used -> {
                Integer row = going.get(used.getKey());
                if (row != null) {
                  findings.add(
                      row,
                      retired,
                      "",
                      "sheet-in-use",
                      Map.of("count", used.getValue(), "what", usage.word()));
                }
              });
    }
  }
}
