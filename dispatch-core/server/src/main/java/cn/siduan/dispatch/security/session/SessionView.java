package cn.siduan.dispatch.security.session;

import cn.siduan.contract.Actor;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Schema Session of the contract. */
record SessionView(
    String role,
    long id,
    String name,
    String tier,
    @Nullable Long centreId,
    @Nullable Long providerId,
    @Nullable Long workerId,
    @Nullable String phone,
    @Nullable List<SessionRows.Choice> residents,
    boolean mustChangePassword,
    @Nullable String language,
    @Nullable String csrfToken,
    @Nullable Instant expiresAt) {

  static SessionView of(Session session, List<SessionRows.Choice> residents, String csrfToken) {
    return of(
        session.actor(),
        session.phone() == null ? null : residents,
        session.mustChangePassword(),
        session.language(),
        csrfToken,
        session.expiresAt());
  }

  static SessionView ofMachine(Actor machine) {
    return of(machine, null, false, null, null, null);
  }

  private static SessionView of(
      Actor actor,
      @Nullable List<SessionRows.Choice> residents,
      boolean mustChangePassword,
      @Nullable String language,
      @Nullable String csrfToken,
      @Nullable Instant expiresAt) {
    return new SessionView(
        actor.role().name(),
        actor.id(),
        actor.name(),
        actor.tier().name(),
        actor.centreId(),
        actor.providerId(),
        actor.workerId(),
        actor.phone(),
        residents,
        mustChangePassword,
        language,
        csrfToken,
        expiresAt);
  }
}
