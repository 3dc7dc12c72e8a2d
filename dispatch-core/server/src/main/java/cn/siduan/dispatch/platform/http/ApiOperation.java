package cn.siduan.dispatch.platform.http;

import cn.siduan.contract.Role;
import com.networknt.schema.Schema;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One operation of the contract.
 *
 * @param path as in the contract, with {braces}
 * @param roles who may call it; empty with {@code open} for everybody
 * @param open needs no session
 * @param keyed a command: needs an Idempotency-Key
 * @param versioned changes a registered thing: needs If-Match
 * @param bodyLimit in bytes
 * @param rate which rate limit applies
 * @param secret the body holds what must not be repeated; nor then what stands under a wrong name
 * @param body schema of a JSON body; null if there is none or it is not JSON
 */
public record ApiOperation(
    String id,
    String method,
    String path,
    Set<Role> roles,
    boolean open,
    boolean keyed,
    boolean versioned,
    long bodyLimit,
    Rate rate,
    @Nullable Schema body,
    boolean bodyRequired,
    boolean secret,
    List<ApiParameter> parameters) {

  /** How often one caller may call. */
  public enum Rate {
    /** Reading and everyday commands. */
    NORMAL,
    /** Guessable secrets: log-in, codes, tracking links. */
    GUESSABLE,
    /** Imports, exports, reports. */
    HEAVY
  }
}
