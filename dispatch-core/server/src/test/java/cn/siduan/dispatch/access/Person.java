package cn.siduan.dispatch.access;

import cn.siduan.contract.Role;
import java.util.Arrays;
import java.util.List;

/** One of each role, whose the objects are; and strangers of the same roles. */
enum Person {
  RESIDENT(Role.RESIDENT, false),
  OPERATOR(Role.OPERATOR, false),
  SUPERVISOR(Role.SUPERVISOR, false),
  DISPATCHER(Role.PROVIDER_DISPATCHER, false),
  WORKER(Role.WORKER, false),
  VISITOR(Role.VISITOR, false),
  ADMINISTRATOR(Role.ADMINISTRATOR, false),
  MACHINE(Role.MACHINE, false),
  /** The system of a provider: its dispatcher, but without a session. */
  PROVIDER_MACHINE(Role.PROVIDER_DISPATCHER, false),
  OTHER_RESIDENT(Role.RESIDENT, true),
  OTHER_DISPATCHER(Role.PROVIDER_DISPATCHER, true),
  OTHER_WORKER(Role.WORKER, true),
  OTHER_VISITOR(Role.VISITOR, true),
  OTHER_MACHINE(Role.MACHINE, true),
  OTHER_PROVIDER_MACHINE(Role.PROVIDER_DISPATCHER, true);

  final Role role;
  final boolean stranger;

  Person(Role role, boolean stranger) {
    this.role = role;
    this.stranger = stranger;
  }

  boolean comesByToken() {
    return role == Role.MACHINE || this == PROVIDER_MACHINE || this == OTHER_PROVIDER_MACHINE;
  }

  static List<Person> owners() {
    return Arrays.stream(values()).filter(p -> !p.stranger).toList();
  }
}
