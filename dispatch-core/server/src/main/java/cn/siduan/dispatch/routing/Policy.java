package cn.siduan.dispatch.routing;

import java.util.List;

/**
 * How an item finds its provider.
 *
 * @param version 1 as in routing.yaml, one more for each change at run time
 * @param kinds of providers that come into question; empty for all
 * @param reachKm the distance at which nothing speaks for a provider any more
 * @param relaxed opening hours do not matter, and the first step is taken together with every queue
 */
public record Policy(
    String code,
    int version,
    String name,
    String nameEn,
    Weights weights,
    double reachKm,
    List<String> kinds,
    boolean relaxed,
    List<Step> ladder) {

  public Policy version(int newVersion) {
    return new Policy(code, newVersion, name, nameEn, weights, reachKm, kinds, relaxed, ladder);
  }
}
