package cn.siduan.demo.demand;

import cn.siduan.demo.Chance;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The weather of one day.
 *
 * @param temperature in degrees Celsius, at noon
 */
public record Weather(LocalDate day, double temperature, boolean rain) {

  /** A city on the lower Yangtze; both rain and cold come in spells. */
  public static List<Weather> spell(LocalDate first, int days, RandomGenerator random) {
    List<Weather> weather = new ArrayList<>();
    double anomaly = 0;
    boolean rain = false;
    for (int i = 0; i < days; i++) {
      LocalDate day = first.plusDays(i);
      anomaly = 0.7 * anomaly + random.nextGaussian(0, 2.4);
      rain = Chance.happens(rain ? 0.55 : 0.22, random);
      double ofSeason = 17 - 12.5 * Math.cos(2 * Math.PI * (day.getDayOfYear() - 22) / 365.25);
      weather.add(new Weather(day, ofSeason + anomaly - (rain ? 2 : 0), rain));
    }
    return List.copyOf(weather);
  }

  /** In the rain and in the cold people stay at home and call. */
  double demand() {
    return (rain ? 1.1 : 0.96) * (temperature < 4 || temperature > 34 ? 1.08 : 1);
  }
}
