package cn.siduan.dispatch.routing.store;

import cn.siduan.contract.Actor;
import cn.siduan.dispatch.catalogue.RoutingPolicyCodes;
import cn.siduan.dispatch.platform.ConfigFaults;
import cn.siduan.dispatch.platform.Json;
import cn.siduan.dispatch.platform.db.Database;
import cn.siduan.dispatch.platform.db.TableSnapshot;
import cn.siduan.dispatch.platform.db.Tx;
import cn.siduan.dispatch.routing.Policy;
import cn.siduan.dispatch.routing.config.PolicyJson;
import cn.siduan.dispatch.routing.config.RoutingFile;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * The policies in force: those of routing.yaml, each replaced by the latest version that an
 * administrator made of it at run time. A decision keeps the version it was made under.
 */
public final class Policies {

  private final RoutingFile file;
  private final TableSnapshot<Map<String, Policy>> changed;

  public Policies(RoutingFile file, Database database, Clock clock) {
    this.file = file;
    changed =
        new TableSnapshot<>(
            database,
            clock,
            "select count(*) || '.' || coalesce(sum(version), 0) from routing_policy",
            Policies::load);
  }

  /** In force, in the order of the file. */
  public List<Policy> list() {
    Map<String, Policy> later = changed.current();
    return file.policies().stream().map(p -> later.getOrDefault(p.code(), p)).toList();
  }

  public Optional<Policy> find(String code) {
    return list().stream().filter(p -> p.code().equals(code)).findFirst();
  }

  /** As it is in the database now, for changing it. */
  public Optional<Policy> findLatest(String code) {
    Map<String, Policy> later = changed.latest();
    return file.policies().stream()
        .filter(p -> p.code().equals(code))
        .findFirst()
        .map(p -> later.getOrDefault(code, p));
  }

  /** What names no policy, or one that is not there any more, is placed by the standard one. */
  public Policy forItem(String code) {
    return find(code).or(() -> find(file.standard())).orElseThrow();
  }

  /** Codes that items and categories may name. */
  public RoutingPolicyCodes codes() {
    return RoutingPolicyCodes.of(file.policies().stream().map(Policy::code).toList());
  }

  /**
   * What the catalogue names must be there.
   *
   * @throws IllegalArgumentException telling all faults together
   */
  public void requireNamed(Database database) {
    ConfigFaults faults = new ConfigFaults();
    RoutingPolicyCodes codes = codes();
    database
        .read(Policies::named)
        .forEach(
            (policy, by) -> {
              if (!codes.knows(policy)) {
                faults.add(
                    "routing.yaml: policies",
                    "lack \"" + policy + "\", which " + by + " of the catalogue name.");
              }
            });
    faults.throwIfAny();
  }

  private static Map<String, String> named(Handle handle) {
    return handle
        .createQuery(
            """
            select routing_policy, string_agg(code, ', ' order by code) from (
              select routing_policy, code from service_item where retired_at is null
              union all select routing_policy, code from service_category where retired_at is null) n
            group by 1 order by 1\
            """)
        .map((rs, _) -> Map.entry(rs.getString(1), rs.getString(2)))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  public Policy emergency() {
    return find(file.emergency()).orElseThrow();
  }

  /** Writes the next version; two at once meet at the primary key. */
  public void change(Tx tx, Policy next, Actor by, Instant at) {
    tx.batch()
        .add(
            """
            insert into routing_policy (code, version, policy, changed_by, changed_by_name, changed_at)
            values (?, ?, ?, ?, ?, ?)\
            """,
            next.code(),
            next.version(),
            PolicyJson.write(next),
            by.id(),
            by.name(),
            at);
    tx.afterCommit(changed::changed);
  }

  private static Map<String, Policy> load(Handle handle) {
    Map<String, Policy> latest = new HashMap<>();
    handle
        .createQuery("select policy, version from routing_policy order by code, version")
        .map((rs, _) -> PolicyJson.read(Json.tree(rs.getString(1))).version(rs.getInt(2)))
        .forEach(p -> latest.put(p.code(), p));
    return latest;
  }
}
