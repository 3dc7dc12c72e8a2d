package cn.siduan.dispatch.platform.registry;

import cn.siduan.contract.Actor;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import org.jdbi.v3.core.Handle;

/**
 * What is particular to one registry.
 *
 * @param name word for one of its things ("word.name" in the texts), and its type in the audit
 *     trail
 * @param table has id, version, updated_at, retired_at
 * @param find by id, retired or not
 * @param visible whether the caller may know of a thing; to others it does not exist
 * @param unique the field behind each unique constraint
 * @param secrets fields of the input that are never shown
 * @param changed called after each committed change
 * @param oneAtATime whether changes wait for one another, because one concerns several rows
 */
public record RegistrySpec<V extends Registered>(
    String name,
    String table,
    BiFunction<Handle, Long, Optional<V>> find,
    Visible<V> visible,
    Map<String, String> unique,
    Set<String> secrets,
    Runnable changed,
    boolean oneAtATime) {

  /** Whether the caller may know of a thing, where that takes a look at the database. */
  public interface Visible<V> {
    boolean test(Handle handle, Actor caller, V thing);
  }

  public static <V extends Registered> RegistrySpec<V> of(
      String name, String table, BiFunction<Handle, Long, Optional<V>> find) {
    return new RegistrySpec<>(
        name,
        table,
        find,
        (_, _, _) -> true,
        Map.of(table + "_code_key", "code"),
        Set.of(),
        () -> {},
        false);
  }

  public RegistrySpec<V> visibleTo(BiPredicate<Actor, V> who) {
    return visibleTo((_, caller, thing) -> who.test(caller, thing));
  }

  public RegistrySpec<V> visibleTo(Visible<V> who) {
    return new RegistrySpec<>(name, table, find, who, unique, secrets, changed, oneAtATime);
  }

  public RegistrySpec<V> unique(Map<String, String> fields) {
    return new RegistrySpec<>(name, table, find, visible, fields, secrets, changed, oneAtATime);
  }

  public RegistrySpec<V> secrets(String... fields) {
    return new RegistrySpec<>(
        name, table, find, visible, unique, Set.of(fields), changed, oneAtATime);
  }

  public RegistrySpec<V> whenChanged(Runnable hint) {
    return new RegistrySpec<>(name, table, find, visible, unique, secrets, hint, oneAtATime);
  }

  public RegistrySpec<V> oneChangeAtATime() {
    return new RegistrySpec<>(name, table, find, visible, unique, secrets, changed, true);
  }
}
