package cn.siduan.demo.people;

/**
 * Who lives together. The shares are of households registered for community services, among whom
 * the elderly are far more than among all.
 */
public enum HouseholdKind {
  ELDER_ALONE(125, 1),
  ELDER_COUPLE(145, 2),
  ELDER_WITH_ADULT_CHILD(40, 2),
  GRANDPARENTS_WITH_CHILD(40, 3),
  THREE_GENERATIONS(135, 6),
  COUPLE(105, 2),
  COUPLE_WITH_CHILDREN(260, 4),
  SINGLE_PARENT(40, 3),
  SINGLE(110, 1);

  private final int share;
  private final int mostPeople;

  HouseholdKind(int share, int mostPeople) {
    this.share = share;
    this.mostPeople = mostPeople;
  }

  public int share() {
    return share;
  }

  public int mostPeople() {
    return mostPeople;
  }

  /** Nobody of working age lives there. */
  public boolean isOfElders() {
    return this == ELDER_ALONE || this == ELDER_COUPLE || this == GRANDPARENTS_WITH_CHILD;
  }
}
