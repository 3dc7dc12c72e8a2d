package cn.siduan.dispatch.routing;

import java.time.Instant;
import java.util.Optional;

/** When a provider is open. */
public interface Opening {

  /** Day and night. */
  Opening ALWAYS =
      new Opening() {
        @Override
        public boolean isOpen(Instant at) {
          return true;
        }

        @Override
        public Optional<Instant> findNextOpening(Instant at) {
          return Optional.of(at);
        }
      };

  boolean isOpen(Instant at);

  /** Empty if it never opens again. */
  Optional<Instant> findNextOpening(Instant at);
}
