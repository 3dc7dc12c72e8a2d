package cn.siduan.contract;

/** In what capacity somebody acts. One person with two capacities has two accounts. */
public enum Role {
  RESIDENT,
  OPERATOR,
  SUPERVISOR,
  PROVIDER_DISPATCHER,
  WORKER,
  VISITOR,
  ADMINISTRATOR,
  MACHINE,
  /** Siduan itself: the router, the clocks, the relay. Nobody can log in as this. */
  SYSTEM;

  /** Call-centre staff, who see every order. */
  public boolean isCentreStaff() {
    return this == OPERATOR || this == SUPERVISOR;
  }

  public boolean isProviderStaff() {
    return this == PROVIDER_DISPATCHER || this == WORKER;
  }
}
