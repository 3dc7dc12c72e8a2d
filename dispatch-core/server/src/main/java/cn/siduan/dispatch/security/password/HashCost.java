package cn.siduan.dispatch.security.password;

/** What an Argon2id hash costs: memory in KiB, passes over it, lanes. */
public record HashCost(int memoryKib, int passes, int lanes) {

  public HashCost {
    if (memoryKib < 8 * lanes || passes < 1 || lanes < 1) {
      throw new IllegalArgumentException(
          "hash cost %d KiB, %d passes, %d lanes: needs at least 8 KiB a lane and one pass"
              .formatted(memoryKib, passes, lanes));
    }
  }

  /** OWASP Password Storage Cheat Sheet: 19 MiB, two passes, one lane. */
  public static HashCost owasp() {
    return new HashCost(19 * 1024, 2, 1);
  }
}
