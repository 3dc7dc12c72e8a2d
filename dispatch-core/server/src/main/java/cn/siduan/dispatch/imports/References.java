package cn.siduan.dispatch.imports;

import cn.siduan.dispatch.imports.SheetRows.SheetRow;
import cn.siduan.dispatch.imports.column.Cells;
import cn.siduan.dispatch.imports.column.Column;
import cn.siduan.dispatch.imports.registry.Sheet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Codes of the registries that a sheet's rows refer to, and whether they are retired. */
final class References {

  private static final Map<String, String> TABLES =
      Map.of(
          "centres", "centre",
          "categories", "service_category",
          "items", "service_item",
          "providers", "provider",
          "workers", "worker",
          "households", "household");

  private final Sheet sheet;
  private final Map<String, Map<String, Boolean>> retired = new HashMap<>();

  private References(Sheet sheet) {
    this.sheet = sheet;
  }

  static References load(Handle handle, Sheet sheet, SheetRows rows) {
    References references = new References(sheet);
    for (Column column : sheet.columns()) {
      String registry = column.refersTo();
      if (registry != null && !references.retired.containsKey(registry)) {
        references.retired.put(registry, codes(handle, registry));
      }
    }
    // a row may refer to another one of its own file, before or after
    Map<String, Boolean> own = references.retired.get(sheet.name());
    if (own != null) {
      rows.all().forEach(row -> own.putIfAbsent(String.valueOf(row.values()[0]), false));
      int index = sheet.index(Sheet.RETIRED);
      rows.byKey()
          .forEach(
              (code, row) -> {
                String says = row.values()[index];
                own.merge(code, "true".equals(says), (was, now) -> says == null ? was : now);
              });
    }
    return references;
  }

  private static Map<String, Boolean> codes(Handle handle, String registry) {
    Map<String, Boolean> codes = new HashMap<>();
    handle
        .createQuery("select code, retired_at is not null from " + TABLES.get(registry))
        .map((rs, _) -> Map.entry(rs.getString(1), rs.getBoolean(2)))
        .forEach(e -> codes.put(e.getKey(), e.getValue()));
    return codes;
  }

  void checkKnown(SheetRow row, Findings findings) {
    for (int i = 0; i < row.values().length; i++) {
      String registry = sheet.columns().get(i).refersTo();
      String value = row.values()[i];
      if (registry != null && value != null) {
        Map<String, Boolean> known = retired.getOrDefault(registry, Map.of());
        for (String code : Cells.split(value)) {
          if (!known.containsKey(code)) {
            findings.addUnknown(row.number(), i, code, known.keySet());
          }
        }
      }
    }
  }

  /**
   * What is in use may not come to refer to what is retired.
   *
   * @param differs columns that change; null for all
   */
  void checkInUse(
      int row, @Nullable String[] values, boolean @Nullable [] differs, Findings findings) {
    if ("true".equals(values[sheet.index(Sheet.RETIRED)])) {
      return;
    }
    for (int i = 0; i < values.length; i++) {
      String registry = sheet.columns().get(i).refersTo();
      String value = values[i];
      if (registry == null || value == null || (differs != null && !differs[i])) {
        continue;
      }
      List<String> gone =
          Cells.split(value).stream()
              .filter(c -> retired.getOrDefault(registry, Map.of()).getOrDefault(c, false))
              .toList();
      for (String code : gone) {
        findings.add(row, i, code, "reference-retired", Map.of());
      }
    }
  }
}
