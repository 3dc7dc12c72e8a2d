package cn.siduan.demo.people;

/**
 * A telephone number at which somebody can be reached.
 *
 * @param number in national form, digits only
 * @param label whose telephone it is, in Chinese
 */
public record Phone(String number, String label) {}
