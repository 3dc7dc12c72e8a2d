package cn.siduan.dispatch.platform.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A refusal as the caller gets it (RFC 9457). Texts are in {@code problems_*.properties} under the
 * slug; {braces} in them are filled from {@code values}.
 *
 * @param slug ends the problem's type URI and names its texts
 * @param values for the text
 * @param extensions further members of the document, e.g. the current state
 */
public record Problem(
    String slug,
    int status,
    Map<String, Object> values,
    List<FieldError> errors,
    Map<String, Object> extensions) {

  /**
   * What is wrong with one field.
   *
   * @param field path in the body as a JSON pointer without the leading slash, or the parameter's
   *     name
   * @param value what was sent, shortened; empty for secrets
   * @param rule names the text in {@code problems_*.properties}
   * @param values for that text
   */
  public record FieldError(String field, String value, String rule, Map<String, Object> values) {
    public static FieldError of(String field, Object value, String rule) {
      return new FieldError(field, shorten(String.valueOf(value)), rule, Map.of());
    }

    public static FieldError of(String field, Object value, String rule, Map<String, Object> v) {
      return new FieldError(field, shorten(String.valueOf(value)), rule, v);
    }

    private static String shorten(String value) {
      return value.length() <= 80 ? value : value.substring(0, 79) + "…";
    }
  }

  public static Problem of(int status, String slug) {
    return new Problem(slug, status, Map.of(), List.of(), Map.of());
  }

  /** Input that is not as it should be; nothing was changed. */
  public static Problem input(List<FieldError> errors) {
    return new Problem("input", 400, Map.of(), errors, Map.of());
  }

  public static Problem input(FieldError error) {
    return input(List.of(error));
  }

  public static Problem notFound(String what, Object id) {
    return of(404, "not-found").with("what", what).with("id", id);
  }

  public Problem with(String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(values);
    more.put(name, value);
    return new Problem(slug, status, more, errors, extensions);
  }

  /** Names the field that is to blame. */
  public Problem about(FieldError error) {
    return new Problem(slug, status, values, List.of(error), extensions);
  }

  public Problem extended(String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(extensions);
    more.put(name, value);
    return new Problem(slug, status, values, errors, more);
  }

  public ProblemException exception() {
    return new ProblemException(this);
  }
}
