package cn.siduan.dispatch.calls.outbound;

/**
 * How many calls may begin now. Pure.
 *
 * <p>Whoever we call may want a person, so residents are not called faster than the operators on
 * duty could take them, and not at all while callers wait who came by themselves; offers take a
 * line but no operator.
 *
 * @param lines that the centre's own calls may take
 * @param busy of those
 * @param operators on duty
 * @param perOperator residents called at once for each of them
 * @param residentsBusy of the busy lines, those with residents
 * @param waiting callers in the queue
 */
record Pacing(int lines, int busy, int operators, int perOperator, int residentsBusy, int waiting) {

  int offers() {
    return Math.max(0, lines - busy);
  }

  /** Somebody must be able to be called when no operator is there: check-ins are for that, too. */
  int residents() {
    if (waiting > operators) {
      return 0;
    }
    int most = Math.max(1, operators * perOperator);
    return Math.max(0, Math.min(lines - busy, most - residentsBusy));
  }
}
