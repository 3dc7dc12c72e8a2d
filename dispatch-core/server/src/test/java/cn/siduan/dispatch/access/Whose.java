package cn.siduan.dispatch.access;

import java.util.Set;

/** Whose an operation's object is, and so to whom it must not exist. */
enum Whose {
  /** Everybody's who has the role. */
  ALL,
  /** An order of the resident, its task with the provider. */
  ORDER,
  /** Something of the provider. */
  PROVIDER,
  /** Something of the resident. */
  RESIDENT,
  /** A household, or somebody who lives in it, in the visitor's area. */
  AREA;

  Set<Person> strangers() {
    return switch (this) {
      case ALL -> Set.of();
      case ORDER ->
          Set.of(
              Person.OTHER_RESIDENT,
              Person.OTHER_DISPATCHER,
              Person.OTHER_WORKER,
              Person.OTHER_VISITOR,
              Person.OTHER_MACHINE,
              Person.OTHER_PROVIDER_MACHINE);
      case PROVIDER ->
          Set.of(Person.OTHER_DISPATCHER, Person.OTHER_WORKER, Person.OTHER_PROVIDER_MACHINE);
      case RESIDENT -> Set.of(Person.OTHER_RESIDENT);
      case AREA -> Set.of(Person.OTHER_VISITOR);
    };
  }
}
