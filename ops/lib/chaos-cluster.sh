# shellcheck shell=bash
# What the scenarios on the cluster of ops/compose.yaml have in common: it runs, orders are taken and a screen is watched
# while something is broken, and afterwards the history is held against the API and the database, nothing else.

# shellcheck source=images.sh
source ops/lib/images.sh
# shellcheck source=cluster.sh
source ops/lib/cluster.sh

sql() {
  "$ENGINE" exec siduan-postgres psql -X -U postgres -d siduan -qAt -v ON_ERROR_STOP=1 -c "$1"
}

# A cluster, and in it the least that a district needs: a community, and somebody who takes orders.
need_cluster() {
  find_engine && need_compose || return 1
  if ! is_ready core1 || ! is_ready core2; then
    ops/up || return 1
  fi
  CHAOS_LOGIN=chaos$RANDOM
  PASSWORD=$(sed -n 's/^SIDUAN_SECURITY_FIRST_PASSWORD=//p' "$SIDUAN_CLUSTER_HOME/core.env")
  sql "insert into centre (code, tier, path, name, updated_at) values ('CHAOS-D', 'DISTRICT', '/', '澄江区', now())
         on conflict do nothing;
       insert into centre (code, tier, parent_id, path, name, updated_at)
         select 'CHAOS-C', 'COMMUNITY', id, '/', '柳荫社区', now() from centre where code = 'CHAOS-D' on conflict do nothing;
       update centre set path = '/' || coalesce(parent_id || '/', '') || id || '/' where code like 'CHAOS-%';
       insert into account (login, name, role, password_hash, updated_at)
         select '$CHAOS_LOGIN', 'Chaos', 'SUPERVISOR', password_hash, now() from account where login = 'admin'"
  sql "insert into service_category (code, name, updated_at) values ('CHAOS', '演练', now()) on conflict do nothing;
       insert into service_item (code, category_id, name, kind, service_level, routing_policy, updated_at)
         select 'CHAOS', id, '演练', 'MENU', 'ORDINARY', 'DEFAULT', now() from service_category where code = 'CHAOS'
         on conflict do nothing;
       insert into item_form (item_id, version, schema, created_at)
         select id, 1, '{\"type\": \"object\"}', now() from service_item where code = 'CHAOS' on conflict do nothing"
  ITEM=$(sql "select id from service_item where code = 'CHAOS'")
}

begin_load() {
  LOAD=$(mktemp -d)
  "$JAVA_HOME/bin/java" -Xmx200m -XX:+UseSerialGC ops/lib/ClusterLoad.java "https://localhost:$HTTPS" "$SIDUAN_CLUSTER_HOME/tls/edge.pem" \
    "$CHAOS_LOGIN" "$PASSWORD" "$ITEM" "$LOAD" >"$LOAD/log" 2>&1 &
  LOAD_PID=$!
  await_orders 5
}

# await_orders N   until so many more are in the database
await_orders() {
  local from deadline=$((SECONDS + 240))
  from=$(sql "select count(*) from service_order" 2>/dev/null || echo 0)
  until [[ $(sql "select count(*) from service_order" 2>/dev/null || echo 0) -ge $((from + $1)) ]]; do
    kill -0 "$LOAD_PID" || { cat "$LOAD/log"; return 1; }
    [[ $SECONDS -lt $deadline ]] || { echo 'no orders are taken any more'; return 1; }
    sleep 0.5
  done
}

figure() {
  sed -n "s/^$1=//p" "$LOAD/figures"
}

end_load() {
  touch "$LOAD/stop"
  wait "$LOAD_PID" || { cat "$LOAD/log"; return 1; }
}

# verdict NAME   stops the load, lets work settle, and counts
verdict() {
  end_load || return 1
  settle
  local lost double stuck
  sql "select substr(summary, 7), count(*), min(id) from service_order where summary like 'chaos %' group by 1" |
    tr '|' ' ' | LC_ALL=C sort >"$LOAD/database"
  LC_ALL=C sort -o "$LOAD/acknowledged" "$LOAD/acknowledged"
  # acknowledged and not there, or not shown by a screen that was watching
  lost=$(($(LC_ALL=C join -v 1 "$LOAD/acknowledged" "$LOAD/database" | wc -l) + $(figure given_up) + $(figure unseen)))
  double=$(awk '$2 > 1' "$LOAD/database" | wc -l)
  double=$((double + $(sql "select count(*) from (select 1 from assignment where ended_at is null group by order_id, task_no having count(*) > 1) d")))
  double=$((double + $(sql "select count(*) from (select 1 from deadline where state = 'DONE' group by order_id, task_no, kind, key, round having count(*) > 1) d")))
  stuck=$(unsettled)
  echo "requests that failed on the way: $(figure failures)"
  head -n 5 "$LOAD/failures"
  echo "chaos $1: acknowledged=$(figure acknowledged) lost=$lost double=$double stuck=$stuck recovered_in_s=$(figure longest_gap_s)"
}

# Tasks nobody has, work of the nodes that does not move, deadlines long due.
unsettled() {
  sql "select (select count(*) from work_item where state in ('WAITING', 'TAKEN', 'DEAD') and queue in ('routing', 'offers')
                 and not_before < now() - interval '30 seconds')
            + (select count(*) from deadline where state = 'WAITING' and try_at < now() - interval '60 seconds')
            + (select count(*) from outbox where created_at < now() - interval '30 seconds')"
}

settle() {
  local deadline=$((SECONDS + 90))
  until [[ $(unsettled) -eq 0 || $SECONDS -gt $deadline ]]; do
    sleep 1
  done
}
