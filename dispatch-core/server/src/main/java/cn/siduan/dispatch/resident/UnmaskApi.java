package cn.siduan.dispatch.resident;

import cn.siduan.dispatch.platform.Platform;
import cn.siduan.dispatch.platform.audit.AuditTrail;
import cn.siduan.dispatch.platform.http.ApiReply;
import cn.siduan.dispatch.platform.http.ApiRequest;
import cn.siduan.dispatch.platform.http.ApiRouter;
import cn.siduan.dispatch.platform.http.Problem;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Shows sensitive data in the clear, for a reason that is put on record before they leave. The
 * answer is not remembered under a key: it would rest in the clear.
 */
public final class UnmaskApi {

  record Unmask(String reason, List<String> fields) {}

  /** Schema Unmasked of the contract. */
  record Unmasked(long id, @Nullable String idCard, @Nullable String healthNote) {

    /** Must not end up in a log. */
    @Override
    public String toString() {
      return "unmasked resident " + id;
    }
  }

  private final Platform platform;

  public UnmaskApi(Platform platform) {
    this.platform = platform;
  }

  public void register(ApiRouter api) {
    api.on("unmaskResident", this::unmask);
  }

  private ApiReply unmask(ApiRequest request) {
    long id = request.number("id");
    Unmask wanted = request.body(Unmask.class);
    Unmasked clear =
        platform
            .database()
            .transaction(
                tx -> {
                  ResidentStore.Sealed sealed =
                      ResidentStore.findSealed(tx.handle(), id)
                          .orElseThrow(() -> Problem.notFound("resident", id).exception());
                  AuditTrail.add(
                      tx,
                      platform.clock().instant().truncatedTo(ChronoUnit.MICROS),
                      request.actor(),
                      "unmaskResident",
                      "resident",
                      id,
                      wanted.reason(),
                      Map.of("fields", wanted.fields()),
                      request.id());
                  return new Unmasked(
                      id,
                      open(wanted, "id_card", sealed.idCard()),
                      open(wanted, "health_note", sealed.healthNote()));
                });
    return ApiReply.ok(clear);
  }

  private @Nullable String open(Unmask wanted, String field, byte @Nullable [] sealed) {
    return sealed == null || !wanted.fields().contains(field)
        ? null
        : platform.cipher().decrypt(sealed);
  }
}
