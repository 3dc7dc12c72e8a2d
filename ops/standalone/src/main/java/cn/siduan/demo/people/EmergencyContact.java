package cn.siduan.demo.people;

/**
 * Whom to call when a resident is in danger or does not answer.
 *
 * @param relation to the resident, in Chinese
 */
public record EmergencyContact(String name, String phone, String relation) {}
