package cn.siduan.demo.provider;

import cn.siduan.demo.place.Position;
import java.time.LocalDate;
import java.util.List;

/**
 * An organisation, department or volunteer team that does tasks.
 *
 * @param trade code of the kind of business, as in the list of trades
 * @param centreCode the community it sits in
 * @param areas codes of the areas served, each with everything below it
 * @param capacity how many tasks at once
 * @param starRating 1.0 to 5.0
 * @param webhookUrl empty unless offers go there
 */
public record Provider(
    String code,
    String trade,
    String name,
    ProviderKind kind,
    String centreCode,
    String contactName,
    String phone,
    String address,
    Position position,
    List<String> items,
    List<String> areas,
    String calendar,
    Opening opening,
    int capacity,
    List<Certificate> certificates,
    double starRating,
    OfferChannel offerChannel,
    String webhookUrl) {

  /**
   * Codes are hierarchical: a parent's, without the zeros at its end, begins those of its children.
   */
  public boolean serves(String communityCode) {
    return areas.stream().anyMatch(area -> communityCode.startsWith(significant(area)));
  }

  /** Its certificates are in order on that day. */
  public boolean isCertifiedOn(LocalDate day) {
    return certificates.stream().allMatch(c -> c.isValidOn(day));
  }

  private static String significant(String area) {
    return area.endsWith("000000")
        ? area.substring(0, 6)
        : area.endsWith("000") ? area.substring(0, 9) : area;
  }
}
