package cn.siduan.demo.provider;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Leave to practise a skill.
 *
 * @param skill code of a skill in the catalogue
 * @param expiresOn the first day it is no longer valid; null if it never expires
 */
public record Certificate(String skill, String number, @Nullable LocalDate expiresOn) {

  public boolean isValidOn(LocalDate day) {
    return expiresOn == null || day.isBefore(expiresOn);
  }
}
