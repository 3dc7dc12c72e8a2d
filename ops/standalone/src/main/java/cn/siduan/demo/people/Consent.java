package cn.siduan.demo.people;

/**
 * What a resident has agreed to.
 *
 * @param data that personal data are kept, as PIPL asks
 * @param careCalls to be called by the centre
 * @param unsubscribed wants no messages but those of safety
 */
public record Consent(boolean data, boolean careCalls, boolean unsubscribed) {}
