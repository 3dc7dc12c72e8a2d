package cn.siduan.contract.call;

/**
 * @param granted false while another adapter has the Asterisk
 * @param fence grows with every change of the owner; the core's commands go to the owner under the
 *     newest
 * @param seconds how long from the asking; without another grant the adapter may do nothing then
 */
public record LeaseReply(boolean granted, long fence, int seconds) {}
