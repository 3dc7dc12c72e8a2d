package cn.siduan.dispatch.platform.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The screens, out of the jar of operator-console: {@code /} for residents, {@code /console} for
 * the staff, {@code /visit} for visitors and workers. Pages are asked for each time and get a nonce
 * of their own; what is in {@code assets} carries its hash in its name and never changes.
 */
public final class ConsolePages {

  private static final String NONCE = "SIDUAN_NONCE";
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-SIDUAN_NONCE'; img-src 'self'"
          + " data: blob:; font-src 'self'; media-src 'self' blob:; connect-src 'self'SIDUAN_PHONE;"
          + " worker-src 'self'; manifest-src 'self'; object-src 'none'; base-uri 'none';"
          + " form-action 'self'; frame-ancestors 'none'";
  private static final Map<String, String> MEDIA_TYPES =
      Map.ofEntries(
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("mjs", "text/javascript; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("jpg", "image/jpeg"),
          Map.entry("webp", "image/webp"),
          Map.entry("woff2", "font/woff2"),
          Map.entry("json", "application/json"),
          Map.entry("geojson", "application/geo+json"),
          Map.entry("webmanifest", "application/manifest+json"),
          Map.entry("mp3", "audio/mpeg"),
          Map.entry("wav", "audio/wav"),
          Map.entry("txt", "text/plain; charset=utf-8"));

  private record Asset(Buffer bytes, String tag) {}

  private final String folder;
  private final String policy;
  private final Set<String> files;
  private final Map<String, Asset> loaded = new ConcurrentHashMap<>();
  private final SecureRandom random = new SecureRandom();

  /**
   * @param folder where on the class path the screens are; without any, nothing is served
   * @param phone origin to which the browser phone connects; empty for none
   */
  public ConsolePages(String folder, String phone) {
    this.folder = folder;
    policy = POLICY.replace("SIDUAN_PHONE", phone.isEmpty() ? "" : " " + phone);
    files = listFiles(folder);
  }

  private static Set<String> listFiles(String folder) {
    try (InputStream in = ConsolePages.class.getResourceAsStream(folder + "/files.txt")) {
      return in == null
          ? Set.of()
          : new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Mount it last: what nobody else serves is a page of the residents'. */
  public void mount(Router router) {
    if (!files.isEmpty()) {
      router.route().method(HttpMethod.GET).method(HttpMethod.HEAD).handler(this::serve);
    }
  }

  private void serve(RoutingContext context) {
    String name = context.normalizedPath().substring(1);
    if (files.contains(name) && !name.endsWith(".html")) {
      file(context, name);
    } else if (name.contains(".")) {
      context.response().setStatusCode(404).end();
    } else {
      page(context, pageOf(name));
    }
  }

  private static String pageOf(String name) {
    return switch (name.replaceAll("/.*", "")) {
      case "console" -> "console.html";
      case "visit" -> "visit.html";
      default -> "resident.html";
    };
  }

  private void page(RoutingContext context, String name) {
    byte[] seed = new byte[16];
    random.nextBytes(seed);
    String nonce = Base64.getEncoder().encodeToString(seed);
    context
        .response()
        .putHeader("Content-Type", "text/html; charset=utf-8")
        .putHeader("Content-Security-Policy", policy.replace(NONCE, nonce))
        .putHeader("Cache-Control", "no-cache")
        .end(asset(name).bytes().toString(StandardCharsets.UTF_8).replace(NONCE, nonce));
  }

  private void file(RoutingContext context, String name) {
    String encoding = encoding(name, context.request().getHeader("Accept-Encoding"));
    Asset asset = asset(encoding == null ? name : name + "." + encoding);
    HttpServerResponse response = context.response();
    response
        .putHeader("Content-Type", mediaType(name))
        .putHeader("Vary", "Accept-Encoding")
        .putHeader("ETag", asset.tag())
        .putHeader(
            "Cache-Control",
            name.startsWith("assets/") ? "public, max-age=31536000, immutable" : "no-cache");
    if (asset.tag().equals(context.request().getHeader("If-None-Match"))) {
      response.setStatusCode(304).end();
      return;
    }
    if (encoding != null) {
      response.putHeader("Content-Encoding", encoding.equals("gz") ? "gzip" : "br");
    }
    response.end(asset.bytes());
  }

  /** The ending of the best compressed form that there is and the browser takes, or null. */
  private @Nullable String encoding(String name, @Nullable String accepted) {
    if (accepted == null) {
      return null;
    }
    if (accepted.contains("br") && files.contains(name + ".br")) {
      return "br";
    }
    return accepted.contains("gzip") && files.contains(name + ".gz") ? "gz" : null;
  }

  private static String mediaType(String name) {
    return MEDIA_TYPES.getOrDefault(
        name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
  }

  private Asset asset(String name) {
    return loaded.computeIfAbsent(name, this::load);
  }

  private Asset load(String name) {
    try (InputStream in = ConsolePages.class.getResourceAsStream(folder + "/" + name)) {
      byte[] bytes = Objects.requireNonNull(in, name).readAllBytes();
      return new Asset(Buffer.buffer(bytes), "\"" + digest(bytes) + "\"");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
