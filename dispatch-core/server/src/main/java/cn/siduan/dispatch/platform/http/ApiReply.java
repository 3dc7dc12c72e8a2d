package cn.siduan.dispatch.platform.http;

import cn.siduan.dispatch.platform.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer.
 *
 * @param etag version of the thing answered, unquoted
 * @param headers further ones, in order; a name may occur twice (Set-Cookie)
 */
public record ApiReply(
    int status,
    String mediaType,
    byte[] body,
    @Nullable String location,
    @Nullable String etag,
    List<Map.Entry<String, String>> headers) {

  private static final byte[] NOTHING = {};

  public static ApiReply ok(Object body) {
    return json(200, body);
  }

  public static ApiReply created(String location, Object body) {
    return new ApiReply(201, "application/json", Json.writeBytes(body), location, null, List.of());
  }

  public static ApiReply json(int status, Object body) {
    return new ApiReply(status, "application/json", Json.writeBytes(body), null, null, List.of());
  }

  public static ApiReply noContent() {
    return new ApiReply(204, "", NOTHING, null, null, List.of());
  }

  public static ApiReply bytes(String mediaType, byte[] body) {
    return new ApiReply(200, mediaType, body, null, null, List.of());
  }

  public ApiReply version(int version) {
    return new ApiReply(status, mediaType, body, location, Integer.toString(version), headers);
  }

  public ApiReply header(String name, String value) {
    List<Map.Entry<String, String>> more = new ArrayList<>(headers);
    more.add(Map.entry(name, value));
    return new ApiReply(status, mediaType, body, location, etag, List.copyOf(more));
  }
}
