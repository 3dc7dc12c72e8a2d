package cn.siduan.contract;

import org.jspecify.annotations.Nullable;

/**
 * Who does something.
 *
 * @param id account, resident or machine, depending on the role; below zero for a provider's
 *     machine
 * @param tier of that centre; DISTRICT for those who belong to none
 * @param centreId the centre a member of staff belongs to
 * @param providerId the provider whose staff this is
 * @param workerId the worker behind an account with role WORKER
 * @param phone the telephone a resident proved to hold, in national form
 */
public record Actor(
    Role role,
    long id,
    String name,
    Tier tier,
    @Nullable Long centreId,
    @Nullable Long providerId,
    @Nullable Long workerId,
    @Nullable String phone) {

  public static final Actor SYSTEM =
      new Actor(Role.SYSTEM, 0, "system", Tier.DISTRICT, null, null, null, null);

  public static Actor staff(Role role, long id, String name) {
    return new Actor(role, id, name, Tier.DISTRICT, null, null, null, null);
  }

  public static Actor dispatcher(long id, String name, long providerId) {
    return new Actor(
        Role.PROVIDER_DISPATCHER, id, name, Tier.DISTRICT, null, providerId, null, null);
  }

  /** A provider's own system. Its id is below zero, so that it is no account's. */
  public static Actor providerMachine(long machineId, String name, long providerId) {
    return dispatcher(-machineId, name, providerId);
  }

  public static Actor worker(long id, String name, long providerId, long workerId) {
    return new Actor(Role.WORKER, id, name, Tier.DISTRICT, null, providerId, workerId, null);
  }

  public static Actor resident(long id, String name, String phone) {
    return new Actor(Role.RESIDENT, id, name, Tier.DISTRICT, null, null, null, phone);
  }

  /** Whether this is another system with a token, and no person with a session. */
  public boolean comesAsMachine() {
    return role == Role.MACHINE || (role == Role.PROVIDER_DISPATCHER && id < 0);
  }

  /** Under which name answers to repeated commands are kept. */
  public String principal() {
    return role.name() + ":" + id + (phone == null ? "" : ":" + phone);
  }
}
