package cn.siduan.dispatch.calls;

import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Where somebody who calls lives, as far as their number tells: a household's telephone tells the
 * address, and the name only if one person has it.
 *
 * @param centreId 0 if it is not known
 */
record Home(
    @Nullable Long residentId,
    @Nullable Long householdId,
    String name,
    String address,
    long centreId) {

  private static final Home UNKNOWN = new Home(null, null, "未知来电人", "待核实", 0);

  static Home of(Handle handle, String number) {
    Caller caller = Caller.of(handle, number);
    Optional<Caller.Person> only = caller.only();
    return caller.residents().stream()
        .map(Caller.Person::householdId)
        .filter(java.util.Objects::nonNull)
        .findFirst()
        .flatMap(id -> of(handle, id, only))
        .orElse(UNKNOWN);
  }

  private static Optional<Home> of(Handle handle, long householdId, Optional<Caller.Person> only) {
    return handle
        .createQuery("select address, centre_id from household where id = :id")
        .bind("id", householdId)
        .map(
            (rs, _) ->
                new Home(
                    only.map(Caller.Person::id).orElse(null),
                    householdId,
                    only.map(Caller.Person::name).orElse(UNKNOWN.name()),
                    rs.getString(1),
                    rs.getLong(2)))
        .findOne();
  }
}
