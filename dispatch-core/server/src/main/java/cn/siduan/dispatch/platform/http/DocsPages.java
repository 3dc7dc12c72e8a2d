package cn.siduan.dispatch.platform.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The documentation page at {@code /docs/}: the two contracts, and a reader for the first. All of
 * it comes out of this process, and the page runs no script that stands in it.
 */
public final class DocsPages {

  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src"
          + " 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
  private static final String WEBJAR = "/META-INF/resources/webjars/swagger-ui/";

  private record Page(String resource, String mediaType) {}

  private static final String JAVASCRIPT = "text/javascript; charset=utf-8";
  private static final String STYLE = "text/css; charset=utf-8";
  private static final String YAML = "application/yaml; charset=utf-8";

  private final Map<String, Page> pages;
  private final Map<String, Buffer> loaded = new ConcurrentHashMap<>();

  public DocsPages() {
    String reader = WEBJAR + version() + "/";
    pages =
        Map.of(
            "", new Page("/docs/index.html", "text/html; charset=utf-8"),
            "docs.css", new Page("/docs/docs.css", STYLE),
            "docs.js", new Page("/docs/docs.js", JAVASCRIPT),
            "reader.js", new Page(reader + "swagger-ui-bundle.js", JAVASCRIPT),
            "reader.css", new Page(reader + "swagger-ui.css", STYLE),
            "dispatch-api.yaml", new Page("/dispatch-api.yaml", YAML),
            "live-events.yaml", new Page("/live-events.yaml", YAML));
  }

  private static String version() {
    String path = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";
    try (InputStream in = DocsPages.class.getResourceAsStream(path)) {
      Properties properties = new Properties();
      properties.load(Objects.requireNonNull(in, path));
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void mount(Router router) {
    router.get("/docs").handler(DocsPages::toFolder);
    router.get("/docs/*").handler(this::serve);
  }

  private static void toFolder(RoutingContext context) {
    if (context.request().path().equals("/docs")) {
      context.response().setStatusCode(308).putHeader("Location", "/docs/").end();
    } else {
      context.next();
    }
  }

  private void serve(RoutingContext context) {
    Page page = pages.get(context.normalizedPath().substring("/docs/".length()));
    if (page == null) {
      context.response().setStatusCode(404).end();
      return;
    }
    context
        .response()
        .putHeader("Content-Type", page.mediaType())
        .putHeader("Content-Security-Policy", POLICY)
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Cache-Control", "public, max-age=300")
        .end(loaded.computeIfAbsent(page.resource(), DocsPages::load));
  }

  private static Buffer load(String resource) {
    try (InputStream in = DocsPages.class.getResourceAsStream(resource)) {
      return Buffer.buffer(Objects.requireNonNull(in, resource).readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
