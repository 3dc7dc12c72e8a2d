# shellcheck shell=bash
# both nodes replaced one after the other under load; not one request may fail
source ops/lib/chaos-cluster.sh
scenario() {
  need_cluster
  begin_load
  replace_node core1
  await_orders 20
  replace_node core2
  await_orders 20
  verdict rolling
  [[ $(figure failures) -eq 0 ]] || { echo 'a request failed'; return 1; }
}
