package cn.siduan.dispatch.security;

import cn.siduan.dispatch.platform.http.ApiRequest;
import cn.siduan.dispatch.platform.http.Problem;

/** Whether somebody changes what they have seen. */
public final class Versions {

  private Versions() {}

  public static void require(ApiRequest request, int actual) {
    int given = request.ifMatch();
    if (given != actual) {
      throw Problem.of(412, "version-mismatch")
          .with("given", given)
          .with("actual", actual)
          .exception();
    }
  }
}
