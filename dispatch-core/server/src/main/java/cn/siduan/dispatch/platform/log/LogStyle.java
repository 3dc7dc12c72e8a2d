package cn.siduan.dispatch.platform.log;

import ch.qos.logback.core.PropertyDefinerBase;
import java.io.Console;
import java.util.Optional;

/** {@code text} for somebody at a terminal, {@code json} for whatever collects logs. */
public final class LogStyle extends PropertyDefinerBase {

  @Override
  public String getPropertyValue() {
    String said = System.getenv("SIDUAN_LOG");
    if ("text".equals(said) || "json".equals(said)) {
      return said;
    }
    return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent()
        ? "text"
        : "json";
  }
}
