package cn.siduan.demo;

import java.time.Instant;
import java.time.LocalDate;

/** The district that the tests look at; making it once is enough. */
public final class Districts {

  public static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

  /** A quarter past ten in the morning there. */
  public static final Instant NOW = Instant.parse("2026-11-24T02:15:00Z");

  public static final DemoDistrict DISTRICT = DemoDistrict.generate(1, TODAY);

  private Districts() {}
}
