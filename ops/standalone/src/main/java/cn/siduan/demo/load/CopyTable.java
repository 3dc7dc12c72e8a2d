package cn.siduan.demo.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Rows sent by COPY: what takes minutes row by row takes a second or two. */
final class CopyTable implements AutoCloseable {

  private static final int CHUNK = 64 * 1024;

  private final CopyIn copy;
  private final StringBuilder buffer = new StringBuilder(CHUNK * 2);

  /**
   * @param columns the table's name and columns, as in an insert
   */
  CopyTable(Handle handle, String columns) {
    try {
      copy =
          handle
              .getConnection()
              .unwrap(PGConnection.class)
              .getCopyAPI()
              .copyIn("copy " + columns + " from stdin");
    } catch (SQLException e) {
      throw new IllegalStateException(columns, e);
    }
  }

  void row(@Nullable Object... values) {
    for (int i = 0; i < values.length; i++) {
      buffer.append(i == 0 ? "" : "\t").append(field(values[i]));
    }
    buffer.append('\n');
    if (buffer.length() > CHUNK) {
      send();
    }
  }

  private void send() {
    byte[] bytes = buffer.toString().getBytes(StandardCharsets.UTF_8);
    buffer.setLength(0);
    try {
      copy.writeToCopy(bytes, 0, bytes.length);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String field(@Nullable Object value) {
    return switch (value) {
      case null -> "\\N";
      case byte[] bytes -> "\\\\x" + HexFormat.of().formatHex(bytes);
      case Collection<?> list -> escape(array(list));
      case JsonNode json -> escape(json.toString());
      case Enum<?> name -> name.name();
      default -> escape(value.toString());
    };
  }

  private static String array(Collection<?> values) {
    return values.stream()
        .map(v -> v instanceof Enum<?> e ? e.name() : v.toString())
        .map(v -> '"' + v.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String escape(String text) {
    return text.replace("\\", "\\\\")
        .replace("\t", "\\t")
        .replace("\n", "\\n")
        .replace("\r", "\\r");
  }

  @Override
  public void close() {
    send();
    try {
      copy.endCopy();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
