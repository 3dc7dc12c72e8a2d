package cn.siduan.bench.load;

/**
 * Somebody who is logged in.
 *
 * @param cookie the session's
 * @param csrf goes with every command
 */
public record Browser(String login, String cookie, String csrf) {}
