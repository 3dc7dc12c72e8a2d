package cn.siduan.dispatch.imports.registry;

import cn.siduan.contract.Role;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Where each account belongs: staff of a provider to it, a worker's to that worker, others not; a
 * visitor to a centre. And one administrator who can log in is left.
 */
final class AccountsFit implements EndCheck {

  private final int login;
  private final int role;
  private final int centre;
  private final int provider;
  private final int worker;
  private final int retired;
  private final Map<String, String> providers = new HashMap<>();
  private final Set<String> withPassword;
  private final Set<String> seen = new HashSet<>();
  private int administrators;
  private int lastRow = 1;

  AccountsFit(AccountSheet sheet, Handle handle) {
    login = sheet.index("login");
    role = sheet.index("role");
    centre = sheet.index("centre");
    provider = sheet.index("provider");
    worker = sheet.index("worker");
    retired = sheet.index(Sheet.RETIRED);
    handle
        .createQuery("select w.code, p.code from worker w join provider p on p.id = w.provider_id")
        .map((rs, _) -> Map.entry(rs.getString(1), rs.getString(2)))
        .forEach(e -> providers.put(e.getKey(), e.getValue()));
    withPassword =
        handle
            .createQuery(
                "select login from account where role = 'ADMINISTRATOR' and password_hash <> ''")
            .mapTo(String.class)
            .set();
  }

  @Override
  public void see(
      int row, @Nullable String[] values, String @Nullable [] stored, Complaint complaint) {
    String name = text(values, login);
    lastRow = Math.max(lastRow, row);
    if (!seen.add(name.toLowerCase(Locale.ROOT)) && row > 0) {
      complaint.add(row, login, name, "taken", Map.of());
    }
    Role is = Role.valueOf(text(values, role));
    boolean gone = "true".equals(values[retired]);
    if (is == Role.ADMINISTRATOR && !gone && withPassword.contains(name)) {
      administrators++;
    }
    if (row > 0 && !gone) {
      presence(row, provider, values, is.isProviderStaff(), complaint);
      presence(row, worker, values, is == Role.WORKER, complaint);
      if (is == Role.VISITOR && text(values, centre).isEmpty()) {
        complaint.add(row, centre, "", "required", Map.of());
      }
      String of = providers.get(text(values, worker));
      if (of != null && !of.equals(text(values, provider))) {
        complaint.add(row, worker, text(values, worker), "not-their-worker", Map.of());
      }
    }
  }

  private static void presence(
      int row, int column, @Nullable String[] values, boolean needed, Complaint complaint) {
    String value = text(values, column);
    if (needed == value.isEmpty()) {
      complaint.add(row, column, value, needed ? "required" : "not-for-this-role", Map.of());
    }
  }

  /** Who imports is one; whoever is left has to be able to log in. */
  @Override
  public void finish(Complaint complaint) {
    if (administrators == 0 && !withPassword.isEmpty()) {
      complaint.add(lastRow, role, "", "last-administrator", Map.of());
    }
  }

  private static String text(@Nullable String[] values, int column) {
    return Objects.requireNonNullElse(values[column], "");
  }
}
