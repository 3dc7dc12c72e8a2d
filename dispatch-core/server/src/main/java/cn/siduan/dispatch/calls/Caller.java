package cn.siduan.dispatch.calls;

import cn.siduan.contract.Priority;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Who may be calling from a number. One telephone is often a household's.
 *
 * @param residents at most {@link #MOST}
 */
record Caller(List<Person> residents) {

  private static final int MOST = 20;
  private static final int MOST_ASKED = 3;

  /** Care flags that put a caller before others. */
  private static final List<String> FIRST = List.of("LIVES_ALONE", "WHEELCHAIR", "BEDRIDDEN");

  record Person(
      long id, String name, @Nullable Long householdId, List<String> careFlags, String language) {

    boolean hasFlag(String flag) {
      return careFlags.contains(flag);
    }
  }

  static Caller of(Handle handle, String number) {
    if (number.isEmpty()) {
      return new Caller(List.of());
    }
    return new Caller(
        handle
            .createQuery(
                """
                select r.id, r.name, r.household_id, r.care_flags, r.language
                from resident_phone p join resident r on r.id = p.resident_id
                where p.phone = :number and r.retired_at is null
                order by r.id limit :most
                """)
            .bind("number", number)
            .bind("most", MOST)
            .map(
                (rs, _) ->
                    new Person(
                        rs.getLong(1),
                        rs.getString(2),
                        rs.getObject(3, Long.class),
                        List.of((String[]) rs.getArray(4).getArray()),
                        rs.getString(5)))
            .list());
  }

  /** The only one who has the number. */
  Optional<Person> only() {
    return residents.size() == 1 ? Optional.of(residents.getFirst()) : Optional.empty();
  }

  /** Several have it, few enough to be asked by name. */
  boolean isShared() {
    return residents.size() > 1 && residents.size() <= MOST_ASKED;
  }

  Priority priority() {
    return residents.stream().anyMatch(p -> FIRST.stream().anyMatch(p::hasFlag))
        ? Priority.HIGH
        : Priority.NORMAL;
  }

  boolean isHardOfHearing() {
    return residents.stream().anyMatch(p -> p.hasFlag("HARD_OF_HEARING"));
  }
}
