package cn.siduan.dispatch.routing;

import java.util.List;

/**
 * Who offers an item.
 *
 * @param serving those who serve the place
 * @param elsewhere some of those who do not, the nearest areas first
 * @param offering how many offer the item in all
 */
public record Field(List<ProviderCard> serving, List<Elsewhere> elsewhere, int offering) {

  public static final Field EMPTY = new Field(List.of(), List.of(), 0);

  /**
   * @param areaId the area they serve that lies nearest in the tree
   * @param neighbour it is in the same sub-district
   */
  public record Elsewhere(ProviderCard card, long areaId, boolean neighbour) {}
}
