package cn.siduan.demo.people;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/**
 * Somebody registered for community services.
 *
 * @param phones the first is the one to call
 * @param contacts in the order in which they are to be called
 * @param healthNote empty for most
 */
public record Resident(
    String code,
    String householdCode,
    String name,
    Sex sex,
    LocalDate birthDate,
    String idCard,
    List<Phone> phones,
    List<EmergencyContact> contacts,
    Set<CareFlag> careFlags,
    Consent consent,
    String healthNote,
    String note) {

  public int ageOn(LocalDate day) {
    return birthDate.until(day).getYears();
  }
}
