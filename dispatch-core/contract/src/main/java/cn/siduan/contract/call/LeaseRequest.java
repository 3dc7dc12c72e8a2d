package cn.siduan.contract.call;

/**
 * An adapter wants to look after an Asterisk, or to go on doing so. Exactly one may: asked for
 * again and again, the lease runs out on whoever falls silent.
 *
 * @param asterisk its name
 * @param owner this run of this adapter; one that was started anew is somebody else
 * @param release true to let go of it
 */
public record LeaseRequest(String asterisk, String owner, boolean release) {}
