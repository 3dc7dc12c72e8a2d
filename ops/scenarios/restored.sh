# shellcheck shell=bash
# orders are taken, an instant noted, more taken; restored to the instant, there are exactly the first
source ops/lib/chaos-cluster.sh
scenario() {
  need_cluster
  ops/backup >/dev/null
  local instant before after folder=/var/lib/siduan/postgres/rehearsal missing surplus first
  begin_load
  await_orders 20
  end_load
  first=$(figure acknowledged)
  before=$(sql "select string_agg(id::text, ' ' order by id) from service_order")
  instant=$(sql "select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')")
  begin_load
  await_orders 20
  end_load
  after=$(figure acknowledged)
  sql 'select pg_switch_wal()' >/dev/null
  sleep 3
  "$ENGINE" exec siduan-postgres bash -c "rm -rf $folder && /opt/siduan/restore /var/lib/siduan/backup $folder $instant"
  local began=$SECONDS restored
  "$ENGINE" exec -d siduan-postgres postgres -D "$folder" -c port=5433 -c archive_mode=off -c listen_addresses=
  until [[ $(restored_sql 'select pg_is_in_recovery()') == f ]]; do
    [[ $((SECONDS - began)) -lt 120 ]] || return 1
    sleep 0.5
  done
  restored=$(restored_sql "select string_agg(id::text, ' ' order by id) from service_order")
  "$ENGINE" exec siduan-postgres bash -c "pg_ctl -D $folder -m immediate stop >/dev/null; rm -rf $folder"
  missing=$(comm -23 <(tr ' ' '\n' <<<"$before" | sort) <(tr ' ' '\n' <<<"$restored" | sort) | wc -l)
  surplus=$(comm -13 <(tr ' ' '\n' <<<"$before" | sort) <(tr ' ' '\n' <<<"$restored" | sort) | wc -l)
  echo "orders before the instant: $(wc -w <<<"$before"), taken after it: $after, restored: $(wc -w <<<"$restored")"
  [[ $after -gt 0 ]] || { echo 'nothing came after the instant'; return 1; }
  echo "chaos restored: acknowledged=$((first + after)) lost=$missing double=$surplus stuck=0 recovered_in_s=$((SECONDS - began))"
}

restored_sql() {
  "$ENGINE" exec siduan-postgres psql -X -p 5433 -U postgres -d siduan -qAt -c "$1" 2>/dev/null
}
