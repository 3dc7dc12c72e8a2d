package cn.siduan.demo.family;

import cn.siduan.demo.people.Sex;
import java.time.LocalDate;

/** Somebody of a family, before registration. */
record Member(Part part, String name, Sex sex, LocalDate birthDate, int age) {

  /** The place in the family, seen from the generation in the middle. */
  enum Part {
    GRANDFATHER,
    GRANDMOTHER,
    HUSBAND,
    WIFE,
    CHILD
  }

  boolean isElder() {
    return part == Part.GRANDFATHER || part == Part.GRANDMOTHER;
  }

  boolean isChild() {
    return part == Part.CHILD;
  }

  boolean isSpouseOf(Member other) {
    return isElder() == other.isElder() && !isChild() && !other.isChild() && part != other.part;
  }
}
