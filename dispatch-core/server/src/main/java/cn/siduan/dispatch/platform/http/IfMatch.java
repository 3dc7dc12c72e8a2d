package cn.siduan.dispatch.platform.http;

import cn.siduan.dispatch.platform.http.Problem.FieldError;
import java.util.Arrays;
import java.util.List;

/**
 * Which versions a caller is ready to change (RFC 9110, 13.1.1): {@code *} for any, or entity tags,
 * compared strongly, so that a weak one matches nothing.
 *
 * @param given the header
 * @param tags as sent, with their quotation marks
 */
public record IfMatch(String given, List<String> tags) {

  private static final String TAG = "(W/)?\"[\\x21\\x23-\\x7e]*\"";

  static IfMatch of(String header) {
    String given = header.strip();
    if (!given.equals("*") && !given.matches(TAG + "(\\s*,\\s*" + TAG + ")*")) {
      throw Problem.input(FieldError.of("If-Match", header, "etag")).exception();
    }
    return new IfMatch(given, Arrays.asList(given.split("\\s*,\\s*")));
  }

  public boolean matches(int version) {
    return given.equals("*") || tags.contains("\"" + version + "\"");
  }

  /** Refuses with 412 what was meant for another version. */
  public void require(int actual) {
    if (!matches(actual)) {
      throw stale(actual).exception();
    }
  }

  public Problem stale(int actual) {
    return Problem.of(412, "version-mismatch").with("given", given).with("actual", actual);
  }
}
