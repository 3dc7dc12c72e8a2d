package cn.siduan.calls;

import java.util.List;

/**
 * What is written down of some calls when all are over.
 *
 * @param acknowledged calls that were answered and orders that were confirmed
 * @param lost calls without a record, confirmed orders that are not there, callers who gave up and
 *     are not on the list to be called back
 * @param twice records too many, calls that ended twice, orders made twice, callers twice on that
 *     list
 * @param stuck calls that do not end, operators held by one
 */
record Books(int acknowledged, long lost, long twice, long stuck) {

  /**
   * @param numbers each called once
   */
  static Books read(Calls calls, List<String> numbers, Orders orders) {
    long lost = 0;
    long twice = 0;
    long stuck = calls.busyOperators();
    for (String number : numbers) {
      List<Calls.Row> rows = calls.of(number);
      lost += rows.isEmpty() ? 1 : 0;
      twice += Math.max(0, rows.size() - 1);
      for (Calls.Row row : rows) {
        stuck += row.ended() == null ? 1 : 0;
        twice += Math.max(0, row.ends() - 1);
        if (row.state().equals("ABANDONED")) {
          long callBacks = calls.callBacksOf(number);
          lost += callBacks == 0 ? 1 : 0;
          twice += Math.max(0, callBacks - 1);
        }
      }
    }
    long kept = calls.ordersOf(orders.number);
    lost += Math.max(0, orders.acknowledged.size() - kept);
    twice += Math.max(0, kept - orders.acknowledged.size());
    return new Books(numbers.size() + orders.acknowledged.size(), lost, twice, stuck);
  }
}
