package cn.siduan.dispatch.imports;

import cn.siduan.dispatch.imports.Plan.Change;
import cn.siduan.dispatch.imports.registry.Sheet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Brings rows to PostgreSQL by COPY, into a table that is gone with the transaction. */
final class LoadRows {

  private static final int CHUNK = 64 * 1024;

  private LoadRows() {}

  static void load(Handle handle, Sheet sheet, List<Change> changes, Instant now) {
    if (changes.isEmpty()) {
      return;
    }
    List<String> columns = sheet.incomingColumns();
    handle.execute(
        columns.stream()
            .map(c -> c + " text")
            .collect(
                Collectors.joining(
                    ", ",
                    "create temp table incoming (row_no int, added boolean, ",
                    ") on commit drop")));
    copy(handle, sheet, changes);
    handle.execute("analyze incoming");
    sheet.write(handle, now);
    // a transaction may bring more than one registry
    handle.execute("drop table incoming");
  }

  private static void copy(Handle handle, Sheet sheet, List<Change> changes) {
    try {
      CopyIn copy =
          handle
              .getConnection()
              .unwrap(PGConnection.class)
              .getCopyAPI()
              .copyIn("copy incoming from stdin");
      try {
        StringBuilder lines = new StringBuilder();
        for (Change change : changes) {
          append(lines, sheet, change);
          if (lines.length() > CHUNK) {
            send(copy, lines);
          }
        }
        send(copy, lines);
        copy.endCopy();
      } finally {
        if (copy.isActive()) {
          copy.cancelCopy();
        }
      }
    } catch (SQLException e) {
      throw new UncheckedIOException(new IOException("COPY failed", e));
    }
  }

  private static void send(CopyIn copy, StringBuilder lines) throws SQLException {
    byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
    copy.writeToCopy(bytes, 0, bytes.length);
    lines.setLength(0);
  }

  private static void append(StringBuilder lines, Sheet sheet, Change change) {
    lines.append(change.row()).append('\t').append(change.stored() == null ? 't' : 'f');
    for (String value : sheet.incoming(change.values(), change.stored())) {
      lines.append('\t');
      append(lines, value);
    }
    lines.append('\n');
  }

  /** COPY's text format. */
  private static void append(StringBuilder lines, @Nullable String value) {
    if (value == null) {
      lines.append("\\N");
      return;
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '\\' -> lines.append("\\\\");
        case '\t' -> lines.append("\\t");
        case '\n' -> lines.append("\\n");
        case '\r' -> lines.append("\\r");
        default -> lines.append(c);
      }
    }
  }
}
