package cn.siduan.e2e;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** Stops product and browser after the last test, while there is still time for it. */
public final class CloseAtTheEnd implements BeforeAllCallback {

  @Override
  public void beforeAll(ExtensionContext context) {
    AutoCloseable both =
        () -> {
          Chromium.stop();
          Product.stop();
        };
    context
        .getRoot()
        .getStore(Namespace.GLOBAL)
        .computeIfAbsent("product and browser", _ -> both, AutoCloseable.class);
  }
}
