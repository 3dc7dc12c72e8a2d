package cn.siduan.dispatch.platform.registry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A registered thing as the API shows it. */
public interface Registered {

  long id();

  /** Raised by one with every change; also the ETag. */
  int version();

  /** Null while it is in use. */
  @Nullable Instant retiredAt();

  default boolean retired() {
    return retiredAt() != null;
  }
}
