package cn.siduan.dispatch.order.view;

import cn.siduan.dispatch.order.Order;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Names of the providers and workers of some orders, fetched together. */
record Names(Map<Long, String> providers, Map<Long, String> workers) {

  static Names of(Handle handle, Collection<Order> orders) {
    Set<Long> providers = new HashSet<>();
    Set<Long> workers = new HashSet<>();
    for (Order order : orders) {
      order.offers().forEach(o -> providers.add(o.providerId()));
      order.tasks().forEach(t -> add(providers, t.providerId()));
      order.tasks().forEach(t -> add(workers, t.workerId()));
    }
    return new Names(names(handle, "provider", providers), names(handle, "worker", workers));
  }

  private static void add(Set<Long> ids, @Nullable Long id) {
    if (id != null) {
      ids.add(id);
    }
  }

  private static Map<Long, String> names(Handle handle, String table, Set<Long> ids) {
    Map<Long, String> names = new HashMap<>();
    if (!ids.isEmpty()) {
      handle
          .createQuery("select id, name from <table> where id = any(:ids)")
          .define("table", table)
          .bindArray("ids", Long.class, List.copyOf(ids))
          .map((rs, _) -> Map.entry(rs.getLong(1), rs.getString(2)))
          .forEach(e -> names.put(e.getKey(), e.getValue()));
    }
    return names;
  }

  String provider(@Nullable Long id) {
    return id == null ? "" : providers.getOrDefault(id, "");
  }

  @Nullable String findProvider(@Nullable Long id) {
    return id == null ? null : providers.get(id);
  }

  @Nullable String findWorker(@Nullable Long id) {
    return id == null ? null : workers.get(id);
  }
}
