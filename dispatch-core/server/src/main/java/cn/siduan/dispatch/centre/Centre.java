package cn.siduan.dispatch.centre;

import cn.siduan.contract.Tier;
import org.jspecify.annotations.Nullable;

/**
 * A service centre and its area.
 *
 * @param path ids from the root, "/1/5/23/": a prefix is everything below
 */
public record Centre(
    long id,
    String code,
    Tier tier,
    @Nullable Long parentId,
    String path,
    String name,
    String nameEn,
    String address,
    String phone,
    @Nullable Double latitude,
    @Nullable Double longitude,
    boolean retired) {

  /** Whether this is the other centre or lies below it. */
  public boolean isWithin(Centre other) {
    return path.startsWith(other.path());
  }
}
