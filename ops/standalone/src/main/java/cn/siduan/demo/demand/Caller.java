package cn.siduan.demo.demand;

import cn.siduan.demo.people.EmergencyContact;
import cn.siduan.demo.people.Household;
import cn.siduan.demo.people.Resident;

/** Who orders, for whom, and whom to ring about it. */
public record Caller(
    Resident resident, Household household, String contactName, String contactPhone) {

  static Caller self(Resident resident, Household household) {
    return new Caller(resident, household, resident.name(), resident.phones().getFirst().number());
  }

  Caller through(EmergencyContact relative) {
    return new Caller(resident, household, relative.name(), relative.phone());
  }
}
