package cn.siduan.dispatch.access;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How to call one operation so that nothing but the caller can be wrong. Method, path and roles
 * come from the contract.
 */
final class Row {

  /** What the strangers must get. */
  enum Hidden {
    /** The object does not exist to them: 404. */
    AS_404,
    /** A list, of which they see nothing: what stands in the answer is not theirs. */
    NOT_LISTED
  }

  final String operation;
  final Map<String, Function<Things, Object>> path = new LinkedHashMap<>();
  Function<Things, String> query = _ -> "";
  @Nullable Function<Things, Object> body;
  Whose whose = Whose.ALL;
  Hidden hidden = Hidden.AS_404;
  boolean stream;
  boolean none;

  private Row(String operation) {
    this.operation = operation;
  }

  static Row row(String operation) {
    return new Row(operation);
  }

  /** Only for placeholders of the path that {@link Things#placeholders} does not know. */
  Row with(String placeholder, Function<Things, Object> value) {
    path.put(placeholder, value);
    return this;
  }

  /** What stands for {id}. */
  Row id(Function<Things, Object> value) {
    return with("id", value);
  }

  /** Without the question mark. */
  Row query(Function<Things, String> query) {
    this.query = query;
    return this;
  }

  /** A Map for JSON, or a byte[] as it is. */
  Row body(Function<Things, Object> body) {
    this.body = body;
    return this;
  }

  Row body(Map<String, ?> body) {
    return body(_ -> body);
  }

  /** To the strangers of {@code whose} it does not exist. */
  Row of(Whose whose) {
    this.whose = whose;
    return this;
  }

  /**
   * A list; the strangers of {@code whose} must find nothing of theirs in it, see {@link
   * Things#marks}.
   */
  Row lists(Whose whose) {
    this.whose = whose;
    this.hidden = Hidden.NOT_LISTED;
    return this;
  }

  /** The object is not there: that whoever may is told so shows that they were let in. */
  Row ofNone(String placeholder, Object value) {
    this.none = true;
    return with(placeholder, _ -> value);
  }

  /** Does not end by itself: only its status is looked at. */
  Row streams() {
    this.stream = true;
    return this;
  }
}
