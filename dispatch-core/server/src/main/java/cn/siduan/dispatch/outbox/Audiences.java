package cn.siduan.dispatch.outbox;

import cn.siduan.contract.Actor;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Names of groups of readers. An event goes to a reader if they have one in common, so the writer
 * decides who may see it, in the transaction that knows.
 */
public final class Audiences {

  /** Operators and supervisors, who see every order. */
  public static final String STAFF = "staff";

  public static final String ADMIN = "admin";

  private Audiences() {}

  public static String centre(long id) {
    return "centre:" + id;
  }

  /** Those of a centre who do its people's work but see no orders but their own. */
  public static String work(long centreId) {
    return "work:" + centreId;
  }

  public static String provider(long id) {
    return "provider:" + id;
  }

  public static String worker(long id) {
    return "worker:" + id;
  }

  public static String resident(long id) {
    return "resident:" + id;
  }

  public static String visitor(long id) {
    return "visitor:" + id;
  }

  public static String machine(long id) {
    return "machine:" + id;
  }

  /**
   * Whoever proved to hold a telephone. Digested, so that the feed and the log of a live system are
   * not a list of telephone numbers; it does not withstand somebody who tries them all.
   *
   * @param phone in national form
   */
  public static String phone(String phone) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(("siduan phone " + phone).getBytes(StandardCharsets.UTF_8));
      return "phone:" + HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The groups an actor belongs to; none for the system itself. */
  public static Set<String> of(Actor actor) {
    return switch (actor.role()) {
      case OPERATOR, SUPERVISOR -> with(Set.of(STAFF), centreOf(actor));
      case PROVIDER_DISPATCHER ->
          actor.providerId() == null ? Set.of() : Set.of(provider(actor.providerId()));
      case WORKER -> actor.workerId() == null ? Set.of() : Set.of(worker(actor.workerId()));
      case RESIDENT ->
          with(
              actor.id() == 0 ? Set.of() : Set.of(resident(actor.id())),
              actor.phone() == null ? null : phone(actor.phone()));
      case VISITOR ->
          with(
              Set.of(visitor(actor.id())),
              actor.centreId() == null ? null : work(actor.centreId()));
      case ADMINISTRATOR -> Set.of(ADMIN);
      case MACHINE -> Set.of(machine(actor.id()));
      case SYSTEM -> Set.of();
    };
  }

  private static @Nullable String centreOf(Actor actor) {
    return actor.centreId() == null ? null : centre(actor.centreId());
  }

  private static Set<String> with(Set<String> some, @Nullable String one) {
    if (one == null) {
      return some;
    }
    Set<String> all = new HashSet<>(some);
    all.add(one);
    return Set.copyOf(all);
  }
}
